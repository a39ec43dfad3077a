#include <fmt/format.h>

#include <string_view>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// Returns what the step needs and the subject does not have; empty if it has everything.
std::string_view missing(const step& step, const plan& plan, const capabilities& can) {
  switch (step.kind) {
    case step_kind::check:
      // plan.context may be false: the task then observes the parent context, which no failure cancels (P41).
      return can.context ? "" : "a context";
    case step_kind::await_cancel:
      return can.context && plan.context ? "" : "a context";
    case step_kind::callback:
      return can.callbacks && plan.context ? "" : "a context with callbacks";
    case step_kind::cancel_parent:
      return can.parent && plan.context ? "" : "a parent context";
    case step_kind::submit:
      return can.child_submit ? "" : "a submit from within a task";
    case step_kind::try_submit:
      if (!can.child_submit) return "a submit from within a task";
      return can.try_submit ? "" : "a submit that does not block";
    case step_kind::nest:
      return can.nesting ? "" : "nested groups";
    case step_kind::delay:
    case step_kind::spin:
    case step_kind::yield:
    case step_kind::rendezvous:
    case step_kind::gate:
    case step_kind::drop_callback:
      return "";
  }
  return "";
}

}  // namespace

problem unsupported_task_step(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j)
      if (const auto what = missing(plan.tasks[i].steps[j], plan, can); !what.empty())
        return fmt::format("tasks[{}].steps[{}] needs {}, which the subject does not have; remove the step",
                           i, j, what);
  return std::nullopt;
}

problem unsupported_task_end(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    if (plan.tasks[i].end == ending::nil && !can.error_trees)
      return fmt::format("tasks[{}].end is nil, but the subject's errors are not trees; use ok", i);
    if (plan.tasks[i].end == ending::exit && !can.abnormal_exit)
      return fmt::format("tasks[{}].end is exit, but the subject does not support it; use fail", i);
  }
  return std::nullopt;
}

}  // namespace gauntlet::plan
