#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

// Without a wait after the last submit, the group's destructor must join (P56).
problem not_joined(const plan& plan, const capabilities& can) {
  const auto last_wait = std::find_if(plan.driver.rbegin(), plan.driver.rend(), [](const driver_step& step) {
                           return step.kind == driver_kind::wait;
                         }).base();
  const auto unjoined = std::find_if(last_wait, plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::wait_beside;
  });
  if (unjoined != plan.driver.end())
    return fmt::format(
        "driver[{}] starts a thread that waits, but the driver does not wait after it; add a wait",
        unjoined - plan.driver.begin());
  if (ends_with_a_wait(plan) || can.joins_when_destroyed) return std::nullopt;
  return "driver does not wait after its last submit, and the subject's destructor does not join; add a wait";
}

}  // namespace gauntlet::plan
