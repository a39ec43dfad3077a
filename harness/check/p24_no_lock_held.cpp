#include <algorithm>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool driver_callback_looks(const plan::plan& plan) {
  return std::any_of(plan.driver.begin(), plan.driver.end(), [](const plan::driver_step& step) {
    return step.kind == plan::driver_kind::callback && step.value > 0;
  });
}

/// A callback that blocks on a lock of the group or the context hangs: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  for (const callback_view& callback : v.callbacks) {
    const auto& steps = callback.task ? v.plan.tasks[*callback.task].steps : std::vector<plan::step>();
    const bool looks = std::any_of(steps.begin(), steps.end(),
                                   [](const plan::step& step) {
                                     return step.kind == plan::step_kind::callback && step.value > 0;
                                   }) ||
                       (!callback.task && driver_callback_looks(v.plan));
    out.exercised = out.exercised || (looks && !callback.runs.empty());
  }
  return out;
}

}  // namespace

const property p24_no_lock_held{
    "P24", "no-lock-held",
    "No lock is held while callbacks run: they may look at the context, and wait for it.", needs_callbacks,
    check};

}  // namespace gauntlet::check
