#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

// Where no wait follows the last submit, the group's destructor joins (P56), if it does.
complaint not_joined(const plan& plan, const capabilities& can) {
  if (ends_with_a_wait(plan)) return std::nullopt;
  const auto beside = std::find_if(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::wait_beside;
  });
  if (beside != plan.driver.end())
    return fmt::format("driver[{}] waits beside the driver, which does not wait in the end; add a wait",
                       beside - plan.driver.begin());
  if (can.joins_when_destroyed) return std::nullopt;
  return "driver does not wait after its last submit, and the subject's destructor does not join; end it "
         "with a wait";
}

}  // namespace gauntlet::plan
