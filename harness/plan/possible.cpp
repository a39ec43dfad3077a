#include "harness/plan/plan.hpp"
#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// A subject that runs its tasks inside wait hides its group, so the driver can only submit, wait and rest.
problem more_than_submit_and_wait(const plan& plan, const capabilities& can) {
  if (can.starts_on_submit) return std::nullopt;
  for (const driver_step& step : plan.driver)
    if (!submits(step) && step.kind != driver_kind::wait && step.kind != driver_kind::rest)
      return "driver does more than submit, wait and rest, but the subject runs its tasks inside wait; "
             "remove "
             "the other steps";
  return std::nullopt;
}

}  // namespace

// The order determines which problem is reported. Each check may rely on the checks before it.
std::optional<std::string> why_impossible(const plan& plan, const capabilities& can) {
  if (auto bad = too_large(plan)) return bad;
  if (auto bad = out_of_range(plan)) return bad;
  if (auto bad = not_submitted_once(plan)) return bad;
  if (auto bad = several_callbacks(plan)) return bad;
  if (auto bad = not_joined(plan, can)) return bad;
  if (auto bad = unsupported_group(plan, can)) return bad;
  if (auto bad = unsupported_driver_step(plan, can)) return bad;
  if (auto bad = unsupported_task_step(plan, can)) return bad;
  if (auto bad = self_deadlock(plan)) return bad;
  if (auto bad = unsupported_task_end(plan, can)) return bad;
  if (auto bad = ambiguous_fault(plan)) return bad;
  if (auto bad = insufficient_concurrency(plan, can)) return bad;
  if (auto bad = more_than_submit_and_wait(plan, can)) return bad;
  return never_ends(plan, can);
}

}  // namespace gauntlet::plan
