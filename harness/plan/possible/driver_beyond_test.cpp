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

TEST(driver_beyond, names_what_a_step_needs) {
  plan p = submits_of(0);
  p.context = true;
  for (const auto& [kind, what] : std::vector<std::pair<driver_kind, std::string>>{
           {driver_kind::try_submit, "a submit that does not block"},
           {driver_kind::set_limit, "a limit that can be set"},
           {driver_kind::lift_limit, "a limit that can be set"},
           {driver_kind::wait_for, "a wait that gives up"},
           {driver_kind::callback, "a context with callbacks"},
           {driver_kind::cancel_parent, "a parent context"},
           {driver_kind::await_cancel, "a context"},
           {driver_kind::observe, "a context"}}) {
    p.driver = {{kind, 0}, {driver_kind::wait, 1}};
    EXPECT_TRUE(says(driver_beyond(p, {}), "driver[0] needs " + what + ", which")) << what;
    EXPECT_EQ(driver_beyond(p, everything()), std::nullopt) << what;
  }
}

TEST(driver_beyond, refuses_a_second_wait_where_the_subject_does) {
  auto once = everything();
  once.repeat_wait = false;
  plan p = submits_of(1);
  EXPECT_EQ(driver_beyond(p, once), std::nullopt);
  p.driver.back().value = 2;
  EXPECT_TRUE(says(driver_beyond(p, once), "waits more than once"));
  EXPECT_EQ(driver_beyond(p, everything()), std::nullopt);
}

TEST(driver_beyond, refuses_a_second_round_where_the_subject_does) {
  auto once = everything();
  once.reuse = false;
  plan p = submits_of(1);
  p.driver.insert(p.driver.begin(), {driver_kind::wait, 1});
  EXPECT_TRUE(says(driver_beyond(p, once), "submits after a wait"));
  EXPECT_EQ(driver_beyond(p, everything()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
