#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder two_of_three_fail(const std::vector<std::uint32_t>& returned) {
  return of(3).submit(0).submit(1).submit(2).begin(2).fail(2).begin(0).fail(0).begin(1).ok(1).wait(returned);
}

TEST(p43_join_result, the_result_is_each_error_once_in_the_order_of_the_tasks) {
  EXPECT_EXERCISED("P43", collect_all(3), two_of_three_fail({0, 2}));
  const std::vector<std::vector<std::uint32_t>> wrong = {{2, 0}, {0}, {2}, {0, 2, 2}, {0, 1, 2}};
  for (const auto& returned : wrong) EXPECT_REJECTED("P43", collect_all(3), two_of_three_fail(returned));
}

TEST(p43_join_result, explains_what_differs) {
  EXPECT_EQ(sentence_of("P43", collect_all(3), two_of_three_fail({2, 0})),
            "wait() returned error 2, error 0, but in the order of the tasks the errors are error 0, error "
            "2. The result must keep that order.");
  EXPECT_EQ(sentence_of("P43", collect_all(3), two_of_three_fail({2})),
            "wait() returned error 2, but the errors of the failed tasks that it joins are: error 0, error "
            "2. The result must contain the error of each failed task once, and no other error.");
  EXPECT_EQ(sentence_of("P43", collect_all(3), two_of_three_fail({0, history::id_of_nil, 2})),
            "wait() returned an error for a task that had succeeded. Wrapping an absent error, or returning "
            "a null pointer as an error, turned a success into a failure.");
}

TEST(p43_join_result, a_joined_error_counts_with_each_of_its_leaves) {
  auto s = collect_all(1);
  s.plan.tasks[0].shape = plan::error_shape::joined;
  EXPECT_EXERCISED("P43", s, of(1).start(0).fail(0).wait({0, 0, 0}));
  EXPECT_REJECTED("P43", s, of(1).start(0).fail(0).wait({0, 0}));
}

TEST(p43_join_result, a_failure_concurrent_with_wait_may_be_returned_at_most_once) {
  const auto returned = [](const std::vector<std::uint32_t>& errors) {
    return of(1).wait_beside().start(0).fail(0).wait_end(errors, 5).wait({0});
  };
  EXPECT_EXERCISED("P43", collect_all(1), returned({}));
  EXPECT_EXERCISED("P43", collect_all(1), returned({0}));
  EXPECT_REJECTED("P43", collect_all(1), returned({0, 0}));
}

TEST(p43_join_result, each_task_whose_thread_exits_counts) {
  const auto returned = [](const std::vector<std::uint32_t>& errors) {
    return of(2).start(0).start(1).exit(0).exit(1).wait(errors);
  };
  EXPECT_EXERCISED("P43", collect_all(2), returned({history::id_abandoned, history::id_abandoned}));
  EXPECT_REJECTED("P43", collect_all(2), returned({history::id_abandoned}));
}

TEST(p43_join_result, leaves_a_result_without_errors_to_p09) {
  EXPECT_EXERCISED("P43", collect_all(3), two_of_three_fail({}));
}

}  // namespace
}  // namespace gauntlet::check
