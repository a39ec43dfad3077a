#include <fmt/format.h>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

problem step_out_of_range(const step& step, std::size_t i, std::size_t j) {
  const bool has_blocking_point = step.kind == step_kind::rendezvous || step.kind == step_kind::gate;
  if (has_blocking_point && step.value >= max_blocking_points)
    return fmt::format("tasks[{}].steps[{}] names blocking point {}; use 0 to {}", i, j, step.value,
                       max_blocking_points - 1);
  if (step.kind == step_kind::delay && step.value > max_delay_us)
    return fmt::format("tasks[{}].steps[{}] sleeps {} us; use at most {}", i, j, step.value, max_delay_us);
  if (step.kind == step_kind::callback && step.value >= callback_actions)
    return fmt::format("tasks[{}].steps[{}] names callback action {}; use 0 to {}", i, j, step.value,
                       callback_actions - 1);
  return std::nullopt;
}

problem driver_step_out_of_range(const driver_step& step, std::size_t i) {
  if (step.kind == driver_kind::open_gate && step.value >= max_blocking_points)
    return fmt::format("driver[{}] opens gate {}; use 0 to {}", i, step.value, max_blocking_points - 1);
  const bool takes_time = step.kind == driver_kind::rest || step.kind == driver_kind::wait_for;
  if (takes_time && step.value > max_delay_us)
    return fmt::format("driver[{}] takes {} us; use at most {}", i, step.value, max_delay_us);
  if (step.kind == driver_kind::callback && step.value >= callback_actions)
    return fmt::format("driver[{}] names callback action {}; use 0 to {}", i, step.value,
                       callback_actions - 1);
  if (step.kind == driver_kind::wait && (step.value == 0 || step.value >= max_waiters))
    return fmt::format("driver[{}] waits on {} threads; use 1 to {}", i, step.value, max_waiters - 1);
  return std::nullopt;
}

}  // namespace

problem too_large(const plan& plan) {
  if (plan.tasks.size() > max_tasks)
    return fmt::format("tasks has {} entries; use at most {}", plan.tasks.size(), max_tasks);
  if (plan.driver.size() > max_driver_steps)
    return fmt::format("driver has {} steps; use at most {}", plan.driver.size(), max_driver_steps);
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    if (plan.tasks[i].steps.size() > max_steps)
      return fmt::format("tasks[{}].steps has {} entries; use at most {}", i, plan.tasks[i].steps.size(),
                         max_steps);
  for (std::size_t i = 0; i < plan.delays.size(); ++i) {
    if (plan.delays[i].us > max_delay_us)
      return fmt::format("delays[{}].us is {}; use at most {}", i, plan.delays[i].us, max_delay_us);
    if (plan.delays[i].task >= static_cast<std::int32_t>(plan.tasks.size()))
      return fmt::format("delays[{}].task is {}, but there are {} tasks", i, plan.delays[i].task,
                         plan.tasks.size());
  }
  return std::nullopt;
}

problem out_of_range(const plan& plan) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j)
      if (auto bad = step_out_of_range(plan.tasks[i].steps[j], i, j)) return bad;
  for (std::size_t i = 0; i < plan.driver.size(); ++i)
    if (auto bad = driver_step_out_of_range(plan.driver[i], i)) return bad;
  return std::nullopt;
}

}  // namespace gauntlet::plan
