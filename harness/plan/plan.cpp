#include "harness/plan/plan.hpp"

#include <fmt/format.h>

#include <ostream>

namespace gauntlet::plan {
namespace {

std::string describe_callback(std::uint32_t action) {
  static constexpr const char* actions[] = {"", " that checks the context", " that waits for cancellation"};
  return fmt::format("register a callback{}", actions[action]);
}

std::string describe(const step& step) {
  switch (step.kind) {
    case step_kind::delay:
      return fmt::format("sleep {} us", step.value);
    case step_kind::spin:
      return fmt::format("spin {}", step.value);
    case step_kind::yield:
      return "yield";
    case step_kind::check:
      return "check for cancellation";
    case step_kind::await_cancel:
      return "wait for cancellation";
    case step_kind::rendezvous:
      return fmt::format("meet at rendezvous {}", step.value);
    case step_kind::gate:
      return fmt::format("wait at gate {}", step.value);
    case step_kind::submit:
      return fmt::format("submit task {}", step.value);
    case step_kind::try_submit:
      return fmt::format("try to submit task {}", step.value);
    case step_kind::nest:
      return fmt::format("run nested group {}", step.value);
    case step_kind::cancel_parent:
      return "cancel the parent context";
    case step_kind::callback:
      return describe_callback(step.value);
    case step_kind::drop_callback:
      return "remove the callback";
  }
  return "?";
}

std::string describe_end(const task& task) {
  static constexpr const char* shapes[] = {"an error", "a wrapped error", "a joined error"};
  static constexpr const char* nil_shapes[] = {"a nil error", "a wrapped nil error", "a joined nil error"};
  const auto shape = static_cast<std::size_t>(task.shape);
  switch (task.end) {
    case ending::ok:
      return "succeed";
    case ending::fail:
      return fmt::format("return {}", shapes[shape]);
    case ending::raise:
      return "throw";
    case ending::nil:
      return fmt::format("return {}", nil_shapes[shape]);
    case ending::raise_hostile:
      return "throw an exception that cannot be copied";
    case ending::exit:
      return "make its thread exit";
  }
  return "?";
}

std::string describe(const driver_step& step) {
  switch (step.kind) {
    case driver_kind::submit:
      return fmt::format("submit task {}", step.value);
    case driver_kind::try_submit:
      return fmt::format("try to submit task {}", step.value);
    case driver_kind::wait:
      return step.value <= 1 ? "wait" : fmt::format("wait on {} threads", step.value);
    case driver_kind::cancel_parent:
      return "cancel the parent context";
    case driver_kind::await_cancel:
      return "wait for cancellation";
    case driver_kind::observe:
      return "check for cancellation";
    case driver_kind::open_gate:
      return fmt::format("open gate {}", step.value);
    case driver_kind::set_limit:
      return fmt::format("set the limit to {}", step.value);
    case driver_kind::rest:
      return fmt::format("sleep {} us", step.value);
    case driver_kind::lift_limit:
      return "lift the limit";
    case driver_kind::wait_for:
      return fmt::format("wait for at most {} us", step.value);
    case driver_kind::wait_beside:
      return "start a thread that waits";
    case driver_kind::callback:
      return describe_callback(step.value);
  }
  return "?";
}

std::string describe_group(const plan& plan) {
  std::string line = plan.policy == error_policy::first ? "group: fail-fast" : "group: collect-all";
  if (plan.context) line += ", with a context";
  if (plan.limit) line += fmt::format(", limit {}", *plan.limit);
  if (plan.deadline_us) line += fmt::format(", deadline after {} us", *plan.deadline_us);
  return line;
}

}  // namespace

std::size_t count_steps(const plan& plan) {
  std::size_t steps = plan.driver.size() + plan.delays.size();
  for (const task& task : plan.tasks) steps += task.steps.size();
  return steps;
}

bool ends_with_a_wait(const plan& plan) {
  for (auto step = plan.driver.rbegin(); step != plan.driver.rend(); ++step) {
    if (step->kind == driver_kind::wait) return true;
    if (submits(*step)) return false;
  }
  return false;
}

bool submitted_by_a_task(const plan& plan, std::uint32_t index) {
  for (const task& task : plan.tasks)
    for (const step& step : task.steps)
      if (submits(step) && step.value == index) return true;
  return false;
}

std::vector<std::string> describe_faults(const plan& plan) {
  std::vector<std::string> lines;
  for (const delay& delay : plan.delays) {
    const auto whose = delay.task < 0 ? std::string("any thread") : fmt::format("task {}", delay.task);
    lines.push_back(fmt::format("a delay of {} us at '{}' for {}", delay.us, name_of(delay.at), whose));
  }
  if (plan.faults.thread_create_fails_at > 0)
    lines.push_back(fmt::format("thread creation number {} fails", plan.faults.thread_create_fails_at));
  if (plan.faults.allocation_fails_at > 0)
    lines.push_back(
        fmt::format("allocation number {} inside the submits fails", plan.faults.allocation_fails_at));
  if (plan.faults.move_fails_at > 0)
    lines.push_back(
        fmt::format("move number {} of a callable inside the submits throws", plan.faults.move_fails_at));
  if (plan.faults.spurious_wakeup_at > 0)
    lines.push_back(fmt::format("wait number {} on a condition variable wakes up spuriously",
                                plan.faults.spurious_wakeup_at));
  return lines;
}

std::vector<std::string> describe(const plan& plan) {
  std::vector<std::string> lines{describe_group(plan)};
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const task& task = plan.tasks[i];
    auto line = fmt::format("task {}: ", i);
    if (task.group != 0) line = fmt::format("task {} (of group {}): ", i, task.group);
    for (const step& step : task.steps) line += describe(step) + ", ";
    lines.push_back(line + describe_end(task));
  }
  std::string driver = "driver: ";
  for (const driver_step& step : plan.driver) driver += describe(step) + ", ";
  lines.push_back(driver + "destroy the group");
  for (auto& line : describe_faults(plan)) lines.push_back("fault: " + line);
  return lines;
}

std::ostream& operator<<(std::ostream& out, const plan& plan) {
  for (const auto& line : describe(plan)) out << line << '\n';
  return out;
}

}  // namespace gauntlet::plan
