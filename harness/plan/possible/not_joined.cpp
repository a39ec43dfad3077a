#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

// Without a wait after the last submit, the group's destructor must join (P56).
problem not_joined(const plan& plan, const capabilities& can) {
  if (ends_with_a_wait(plan)) return std::nullopt;
  const auto unjoined = std::find_if(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::wait_beside;
  });
  if (unjoined != plan.driver.end())
    return fmt::format(
        "driver[{}] starts a thread that waits, but the driver does not wait after its last submit; add a "
        "wait",
        unjoined - plan.driver.begin());
  if (can.joins_when_destroyed) return std::nullopt;
  return "driver does not wait after its last submit, and the subject's destructor does not join; add a wait";
}

}  // namespace gauntlet::plan
