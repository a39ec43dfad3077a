#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns whether the message contains the fragment.
bool contains(const problem& found, const std::string& fragment) {
  return found && found->find(fragment) != std::string::npos;
}

TEST(unsupported_task_step, names_what_a_step_needs) {
  plan p = plan_with_tasks(2);
  p.context = true;
  for (const auto& [kind, what] :
       std::vector<std::pair<step_kind, std::string>>{{step_kind::check, "a context"},
                                                      {step_kind::await_cancel, "a context"},
                                                      {step_kind::callback, "a context with callbacks"},
                                                      {step_kind::cancel_parent, "a parent context"},
                                                      {step_kind::submit, "a submit from within a task"},
                                                      {step_kind::try_submit, "a submit from within a task"},
                                                      {step_kind::nest, "nested groups"}}) {
    p.tasks[1].steps = {{step_kind::yield, 0}, {kind, 1}};
    EXPECT_TRUE(contains(unsupported_task_step(p, {}), "tasks[1].steps[1] needs " + what + ", which"))
        << what;
    EXPECT_EQ(unsupported_task_step(p, all_capabilities()), std::nullopt) << what;
  }
  capabilities blocking;
  blocking.child_submit = true;
  p.tasks[1].steps = {{step_kind::try_submit, 1}};
  EXPECT_TRUE(contains(unsupported_task_step(p, blocking), "a submit that does not block"));
}

TEST(unsupported_task_step, allows_check_but_not_await_cancel_if_the_group_has_no_context) {
  plan p = plan_with_tasks(1);
  p.tasks[0].steps = {{step_kind::check, 0}};
  EXPECT_EQ(unsupported_task_step(p, all_capabilities()), std::nullopt);
  p.tasks[0].steps = {{step_kind::await_cancel, 0}};
  EXPECT_TRUE(contains(unsupported_task_step(p, all_capabilities()), "a context"));
}

TEST(unsupported_task_end, names_an_end_that_the_subject_does_not_support) {
  plan p = plan_with_tasks(2);
  EXPECT_EQ(unsupported_task_end(p, {}), std::nullopt);
  p.tasks[1].end = ending::nil;
  EXPECT_TRUE(contains(unsupported_task_end(p, {}), "tasks[1].end is nil"));
  EXPECT_EQ(unsupported_task_end(p, all_capabilities()), std::nullopt);
  p.tasks[1].end = ending::exit;
  EXPECT_TRUE(contains(unsupported_task_end(p, {}), "tasks[1].end is exit"));
  EXPECT_EQ(unsupported_task_end(p, all_capabilities()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
