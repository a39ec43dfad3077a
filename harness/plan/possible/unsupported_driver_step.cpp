#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

bool waits_are_single(const plan& plan) {
  std::uint32_t threads = 0;
  for (const driver_step& step : plan.driver)
    if (waits(step)) threads += step.kind == driver_kind::wait ? step.value : 1;
  return threads <= 1;
}

bool submits_follow_a_wait(const plan& plan) {
  bool waited = false;
  for (const driver_step& step : plan.driver) {
    waited |= waits(step);
    if (waited && submits(step)) return true;
  }
  return false;
}

/// Returns what the step needs and the subject does not have; empty if it has everything.
std::string_view missing(driver_kind kind, const plan& plan, const capabilities& can) {
  switch (kind) {
    case driver_kind::try_submit:
      return can.try_submit ? "" : "a submit that does not block";
    case driver_kind::set_limit:
    case driver_kind::lift_limit:
      return can.set_limit ? "" : "a limit that can be set";
    case driver_kind::wait_for:
      return can.timed_wait ? "" : "a wait with a time-out";
    case driver_kind::callback:
      return can.callbacks && plan.context ? "" : "a context with callbacks";
    case driver_kind::cancel_parent:
      return can.parent && plan.context ? "" : "a parent context";
    case driver_kind::await_cancel:
    case driver_kind::observe:
      return can.context && plan.context ? "" : "a context";
    case driver_kind::submit:
    case driver_kind::wait:
    case driver_kind::open_gate:
    case driver_kind::rest:
    case driver_kind::wait_beside:
      return "";
  }
  return "";
}

}  // namespace

problem unsupported_driver_step(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.driver.size(); ++i)
    if (const auto what = missing(plan.driver[i].kind, plan, can); !what.empty())
      return fmt::format("driver[{}] needs {}, which the subject does not have; remove the step", i, what);
  if (!can.repeat_wait && !waits_are_single(plan))
    return "driver waits more than once, which the subject does not allow; keep one wait, on one thread";
  if (!can.reuse && submits_follow_a_wait(plan))
    return "driver submits after a wait, which the subject does not allow; move the wait to the end";
  return std::nullopt;
}

}  // namespace gauntlet::plan
