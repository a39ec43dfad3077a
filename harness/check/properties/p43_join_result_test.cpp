#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder two_of_three_fail(const std::vector<std::uint32_t>& told) {
  return of(3).submit(0).submit(1).submit(2).begin(2).fail(2).begin(0).fail(0).begin(1).ok(1).wait(told);
}

TEST(p43_join_result, the_result_is_the_errors_in_index_order_each_once) {
  EXPECT_EXERCISED("P43", collect_all(3), two_of_three_fail({0, 2}));
  const std::vector<std::vector<std::uint32_t>> wrong = {{2, 0}, {0}, {2}, {0, 2, 2}, {0, 1, 2}};
  for (const auto& told : wrong) EXPECT_REJECTED("P43", collect_all(3), two_of_three_fail(told));
}

TEST(p43_join_result, says_what_differs) {
  EXPECT_EQ(
      sentence_of("P43", collect_all(3), two_of_three_fail({2, 0})),
      "wait returned error 2, error 0 where error 0, error 2 was due: the errors are not in the order of "
      "their tasks");
  EXPECT_EQ(
      sentence_of("P43", collect_all(3), two_of_three_fail({2})),
      "wait returned error 2 where error 0, error 2 was due: these are not the errors of the tasks that "
      "failed");
  EXPECT_EQ(
      sentence_of("P43", collect_all(3), two_of_three_fail({0, history::id_of_nil, 2})),
      "wait returned an error also for tasks that had succeeded: a nil error was wrapped, or a typed nil pointer was "
      "returned, which turned a success into a failure");
}

TEST(p43_join_result, a_join_of_errors_stands_there_with_each_of_its_leaves) {
  auto s = collect_all(1);
  s.plan.tasks[0].shape = plan::error_shape::joined;
  EXPECT_EXERCISED("P43", s, of(1).start(0).fail(0).wait({0, 0, 0}));
  EXPECT_REJECTED("P43", s, of(1).start(0).fail(0).wait({0, 0}));
}

TEST(p43_join_result, a_failure_beside_the_wait_may_be_told_or_not_but_once) {
  const auto told = [](const std::vector<std::uint32_t>& errors) {
    return of(1).wait_beside().start(0).fail(0).wait_end(errors, 5).wait({0});
  };
  EXPECT_EXERCISED("P43", collect_all(1), told({}));
  EXPECT_EXERCISED("P43", collect_all(1), told({0}));
  EXPECT_REJECTED("P43", collect_all(1), told({0, 0}));
}

TEST(p43_join_result, tasks_whose_threads_exit_stand_there_each) {
  const auto told = [](const std::vector<std::uint32_t>& errors) {
    return of(2).start(0).start(1).exit(0).exit(1).wait(errors);
  };
  EXPECT_EXERCISED("P43", collect_all(2), told({history::id_abandoned, history::id_abandoned}));
  EXPECT_REJECTED("P43", collect_all(2), told({history::id_abandoned}));
}

TEST(p43_join_result, no_error_at_all_is_p09s) {
  EXPECT_EXERCISED("P43", collect_all(3), two_of_three_fail({}));
}

}  // namespace
}  // namespace gauntlet::check
