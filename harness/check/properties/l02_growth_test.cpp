#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// A task that opens one group after another. After each, this much memory is allocated.
history_builder rounds(const std::vector<std::uint32_t>& allocated) {
  auto h = of(1).submit(0).begin(0);
  for (const auto units : allocated) h.at(1, kind::live_memory, history::none, units);
  return h.ok(0).wait();
}

TEST(l02_growth, memory_may_not_grow_with_each_group) {
  EXPECT_REJECTED("L02", fail_fast(1), rounds({10, 20, 25, 30, 35}));
  EXPECT_EXERCISED("L02", fail_fast(1), rounds({10, 20, 20, 20, 20}));
}

TEST(l02_growth, what_one_round_keeps_for_the_next_is_no_growth) {
  EXPECT_EXERCISED("L02", fail_fast(1), rounds({10, 20, 30, 30, 35}));
}

TEST(l02_growth, few_rounds_prove_nothing) {
  EXPECT_UNEXERCISED("L02", fail_fast(1), rounds({10, 20, 30, 40}));
}

TEST(l02_growth, explains_what_was_left) {
  EXPECT_EQ(
      sentence_of("L02", fail_fast(1), rounds({10, 20, 25, 30, 35})),
      "Each of 5 groups under the same parent left memory behind: 240 bytes in the last 3 rounds. Look for "
      "what a parent context keeps of a group that is gone.");
}

}  // namespace
}  // namespace gauntlet::check
