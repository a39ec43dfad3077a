#include "harness/plan/plan.hpp"
#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// A subject that runs its tasks inside wait gives the driver nothing else to do.
complaint more_than_submit_and_wait(const plan& plan, const capabilities& can) {
  if (can.starts_on_submit) return std::nullopt;
  for (const driver_step& step : plan.driver)
    if (!submits(step) && step.kind != driver_kind::wait && step.kind != driver_kind::rest)
      return "driver does more than submit and wait, and the subject runs its tasks inside wait only";
  return std::nullopt;
}

}  // namespace

// The order decides which complaint is made first, and lets a check rely on those before it.
std::optional<std::string> why_impossible(const plan& plan, const capabilities& can) {
  if (auto bad = beyond_size(plan)) return bad;
  if (auto bad = beyond_range(plan)) return bad;
  if (auto bad = not_submitted_once(plan)) return bad;
  if (auto bad = several_callbacks(plan)) return bad;
  if (auto bad = not_joined(plan, can)) return bad;
  if (auto bad = group_beyond(plan, can)) return bad;
  if (auto bad = driver_beyond(plan, can)) return bad;
  if (auto bad = task_beyond(plan, can)) return bad;
  if (auto bad = self_deadlock(plan)) return bad;
  if (auto bad = end_beyond(plan, can)) return bad;
  if (auto bad = fault_undecided(plan)) return bad;
  if (auto bad = beyond_concurrency(plan, can)) return bad;
  if (auto bad = more_than_submit_and_wait(plan, can)) return bad;
  return endless(plan, can);
}

}  // namespace gauntlet::plan
