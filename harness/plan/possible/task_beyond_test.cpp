#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Whether a complaint says this.
bool says(const complaint& bad, const std::string& what) {
  return bad && bad->find(what) != std::string::npos;
}

TEST(task_beyond, names_what_a_step_needs) {
  plan p = submits_of(2);
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
    EXPECT_TRUE(says(task_beyond(p, {}), "tasks[1].steps[1] needs " + what + ", which")) << what;
    EXPECT_EQ(task_beyond(p, everything()), std::nullopt) << what;
  }
  capabilities blocking;
  blocking.child_submit = true;
  p.tasks[1].steps = {{step_kind::try_submit, 1}};
  EXPECT_TRUE(says(task_beyond(p, blocking), "a submit that does not block"));
}

TEST(task_beyond, lets_a_task_look_but_not_wait_without_a_context_of_the_group) {
  plan p = submits_of(1);
  p.tasks[0].steps = {{step_kind::check, 0}};
  EXPECT_EQ(task_beyond(p, everything()), std::nullopt);
  p.tasks[0].steps = {{step_kind::await_cancel, 0}};
  EXPECT_TRUE(says(task_beyond(p, everything()), "a context"));
}

TEST(end_beyond, names_an_end_that_the_subject_has_not) {
  plan p = submits_of(2);
  EXPECT_EQ(end_beyond(p, {}), std::nullopt);
  p.tasks[1].end = ending::nil;
  EXPECT_TRUE(says(end_beyond(p, {}), "tasks[1].end is nil"));
  EXPECT_EQ(end_beyond(p, everything()), std::nullopt);
  p.tasks[1].end = ending::exit;
  EXPECT_TRUE(says(end_beyond(p, {}), "tasks[1].end is exit"));
  EXPECT_EQ(end_beyond(p, everything()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
