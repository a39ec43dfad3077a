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

TEST(unsupported_driver_step, names_what_a_step_needs) {
  plan p = plan_with_tasks(0);
  p.context = true;
  for (const auto& [kind, what] : std::vector<std::pair<driver_kind, std::string>>{
           {driver_kind::try_submit, "a submit that does not block"},
           {driver_kind::set_limit, "a limit that can be set"},
           {driver_kind::lift_limit, "a limit that can be set"},
           {driver_kind::wait_for, "a wait with a time-out"},
           {driver_kind::callback, "a context with callbacks"},
           {driver_kind::cancel_parent, "a parent context"},
           {driver_kind::await_cancel, "a context"},
           {driver_kind::observe, "a context"}}) {
    p.driver = {{kind, 0}, {driver_kind::wait, 1}};
    EXPECT_TRUE(contains(unsupported_driver_step(p, {}), "driver[0] needs " + what + ", which")) << what;
    EXPECT_EQ(unsupported_driver_step(p, all_capabilities()), std::nullopt) << what;
  }
}

TEST(unsupported_driver_step, rejects_a_second_wait_if_the_subject_allows_only_one) {
  auto once = all_capabilities();
  once.repeat_wait = false;
  plan p = plan_with_tasks(1);
  EXPECT_EQ(unsupported_driver_step(p, once), std::nullopt);
  p.driver.back().value = 2;
  EXPECT_TRUE(contains(unsupported_driver_step(p, once), "waits more than once"));
  EXPECT_EQ(unsupported_driver_step(p, all_capabilities()), std::nullopt);
}

TEST(unsupported_driver_step, rejects_a_submit_after_a_wait_if_the_subject_does_not_allow_it) {
  auto once = all_capabilities();
  once.reuse = false;
  plan p = plan_with_tasks(1);
  p.driver.insert(p.driver.begin(), {driver_kind::wait, 1});
  EXPECT_TRUE(contains(unsupported_driver_step(p, once), "submits after a wait"));
  EXPECT_EQ(unsupported_driver_step(p, all_capabilities()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
