#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder two_of_three_fail(const std::vector<std::uint32_t>& returned) {
  return of(3).submit(0).submit(1).submit(2).begin(2).fail(2).begin(0).fail(0).begin(1).ok(1).wait(returned);
}

TEST(p42_slots, no_error_is_overwritten_by_another_task) {
  EXPECT_EXERCISED("P42", collect_all(3), two_of_three_fail({0, 2}));
  EXPECT_REJECTED("P42", collect_all(3), two_of_three_fail({2, 2}));
}

TEST(p42_slots, leaves_an_error_that_is_only_missing_to_p43) {
  EXPECT_EXERCISED("P42", collect_all(3), two_of_three_fail({0}));
}

TEST(p42_slots, a_joined_error_counts_with_each_of_its_leaves) {
  auto s = collect_all(1);
  s.plan.tasks[0].shape = plan::error_shape::joined;
  EXPECT_UNEXERCISED("P42", s, of(1).start(0).fail(0).wait({0, 0, 0}));
}

TEST(p42_slots, tasks_whose_threads_exit_share_one_error) {
  EXPECT_UNEXERCISED(
      "P42", collect_all(2),
      of(2).start(0).start(1).exit(0).exit(1).wait({history::id_abandoned, history::id_abandoned}));
}

}  // namespace
}  // namespace gauntlet::check
