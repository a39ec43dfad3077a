#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p40_reuse, a_later_wait_returns_the_same_error) {
  const auto rounds = [](const std::vector<std::uint32_t>& second) {
    return of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait(second);
  };
  EXPECT_EXERCISED("P40", fail_fast(2), rounds({0}));
  EXPECT_REJECTED("P40", fail_fast(2), rounds({}));
  EXPECT_REJECTED("P40", fail_fast(2), rounds({1}));
  EXPECT_EXERCISED("P40", fail_fast(2), of(2).start(0).ok(0).wait().start(1).fail(1).wait({1}));
}

TEST(p40_reuse, a_later_wait_joins_the_new_tasks) {
  EXPECT_REJECTED("P40", fail_fast(2), of(2).start(0).ok(0).wait().start(1).wait().ok(1));
  EXPECT_EXERCISED("P40", fail_fast(2),
                   of(2).start(0).ok(0).wait().start(1).wait_begin().wait_end().same_time().ok(1));
}

TEST(p40_reuse, leaves_the_first_wait_to_p01) {
  EXPECT_UNEXERCISED("P40", fail_fast(1), of(1).start(0).wait().ok(0).wait());
}

TEST(p40_reuse, collect_all_keeps_the_errors_of_all_rounds) {
  const auto rounds = [](const std::vector<std::uint32_t>& second) {
    return of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait(second);
  };
  EXPECT_EXERCISED("P40", collect_all(2), rounds({0, 1}));
  EXPECT_REJECTED("P40", collect_all(2), rounds({1}));
}

}  // namespace
}  // namespace gauntlet::check
