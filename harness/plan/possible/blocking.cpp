#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/abstract_run.hpp"
#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

bool blocks(const step& step) {
  return step.kind == step_kind::await_cancel || step.kind == step_kind::rendezvous ||
         step.kind == step_kind::gate || step.kind == step_kind::nest;
}

bool has(const task& task, auto predicate) {
  return std::any_of(task.steps.begin(), task.steps.end(), predicate);
}

/// Returns how many bodies may have to run at the same time: every task that can block, and one more.
std::uint32_t needed_concurrency(const plan& plan) {
  std::uint32_t blocked = 0;
  for (const task& task : plan.tasks)
    blocked += has(task, [&](const step& step) {
      return blocks(step) || (plan.limit && step.kind == step_kind::submit);
    });
  return blocked + 1;
}

}  // namespace

// If as many tasks submit as there are permits, each may hold a permit and block in its submit. If one permit
// is left, the other tasks use it one after another, provided that they end without blocking.
problem self_deadlock(const plan& plan) {
  std::uint32_t submitters = 0;
  bool blocking = false;
  for (const task& task : plan.tasks) {
    submitters += has(task, [](const step& s) { return s.kind == step_kind::submit; }) ? 1 : 0;
    blocking = blocking || has(task, [](const step& s) { return blocks(s); });
  }
  const bool changes = std::any_of(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::set_limit;
  });
  if (submitters == 0 || (!plan.limit && !changes)) return std::nullopt;
  if (blocking || changes || submitters >= *plan.limit)
    return "tasks submit under a limit, which may deadlock even with a correct subject (P35); use fewer such "
           "tasks than the limit and no task that blocks, or remove the limit, or use try_submit";
  return std::nullopt;
}

problem insufficient_concurrency(const plan& plan, const capabilities& can) {
  const auto needed = needed_concurrency(plan);
  if (needed <= can.concurrency) return std::nullopt;
  return fmt::format(
      "tasks need {} bodies to run at the same time, but the subject promises only {}; remove steps that "
      "block",
      needed, can.concurrency);
}

// A rendezvous with a task that was not started is not a defect of the subject. The number of allocations and
// moves in a submit depends on the subject, so any submit may be the one that fails.
problem never_ends(const plan& plan, const capabilities& can) {
  auto bounded = plan;
  if (can.fixed_limit > 0) bounded.limit = static_cast<std::uint32_t>(can.fixed_limit);
  auto why = why_nonterminating(bounded);
  if (why || (bounded.faults.allocation_fails_at == 0 && bounded.faults.move_fails_at == 0)) return why;
  for (std::uint32_t submit = 1; submit <= bounded.tasks.size() && !why; ++submit) {
    bounded.faults.thread_create_fails_at = submit;
    why = why_nonterminating(bounded);
  }
  return why;
}

}  // namespace gauntlet::plan
