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

TEST(too_large, names_the_list_that_is_too_long) {
  plan p = plan_with_tasks(max_tasks);
  EXPECT_EQ(too_large(p), std::nullopt);
  p.tasks[3].steps.resize(max_steps + 1);
  EXPECT_TRUE(contains(too_large(p), "tasks[3].steps has 17 entries; use at most 16"));
  p.tasks.emplace_back();
  EXPECT_TRUE(contains(too_large(p), "tasks has 65 entries"));
  p = plan_with_tasks(1);
  p.driver.resize(max_driver_steps + 1);
  EXPECT_TRUE(contains(too_large(p), "driver has 161 steps"));
}

TEST(too_large, names_a_delay_that_is_too_long_or_names_no_task) {
  plan p = plan_with_tasks(1);
  p.delays = {{injection_point::started, 0, max_delay_us}, {injection_point::started, -1, 1}};
  EXPECT_EQ(too_large(p), std::nullopt);
  p.delays[0].task = 1;
  EXPECT_TRUE(contains(too_large(p), "delays[0].task is 1, but there are 1 tasks"));
  p.delays[0].us = max_delay_us + 1;
  EXPECT_TRUE(contains(too_large(p), "delays[0].us is 20001"));
}

TEST(out_of_range, names_a_step_of_a_task) {
  plan p = plan_with_tasks(1);
  for (const auto& [bad, why] : std::vector<std::pair<step, std::string>>{
           {{step_kind::rendezvous, max_blocking_points}, "blocking point 16"},
           {{step_kind::gate, max_blocking_points}, "blocking point 16"},
           {{step_kind::delay, max_delay_us + 1}, "sleeps 20001 us"},
           {{step_kind::callback, callback_actions}, "callback action 3"}}) {
    p.tasks[0].steps = {bad};
    EXPECT_TRUE(contains(out_of_range(p), "tasks[0].steps[0]") && contains(out_of_range(p), why)) << why;
    --p.tasks[0].steps[0].value;
    EXPECT_EQ(out_of_range(p), std::nullopt) << why;
  }
}

TEST(out_of_range, names_a_step_of_the_driver) {
  plan p = plan_with_tasks(0);
  for (const auto& [bad, why] : std::vector<std::pair<driver_step, std::string>>{
           {{driver_kind::open_gate, max_blocking_points}, "opens gate 16"},
           {{driver_kind::rest, max_delay_us + 1}, "takes 20001 us"},
           {{driver_kind::wait_for, max_delay_us + 1}, "takes 20001 us"},
           {{driver_kind::callback, callback_actions}, "callback action 3"},
           {{driver_kind::wait, max_waiters}, "waits on 4 threads"}}) {
    p.driver = {bad};
    EXPECT_TRUE(contains(out_of_range(p), "driver[0] " + why) || contains(out_of_range(p), why)) << why;
    --p.driver[0].value;
    EXPECT_EQ(out_of_range(p), std::nullopt) << why;
  }
  p.driver = {{driver_kind::wait, 0}};
  EXPECT_TRUE(contains(out_of_range(p), "waits on 0 threads"));
}

}  // namespace
}  // namespace gauntlet::plan
