#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

problem several_callbacks(const plan& plan) {
  const auto many = [](const auto& steps, auto kind) {
    return std::count_if(steps.begin(), steps.end(), [&](const auto& step) { return step.kind == kind; }) > 1;
  };
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    if (many(plan.tasks[i].steps, step_kind::callback))
      return fmt::format("tasks[{}] registers several callbacks; keep one", i);
  if (many(plan.driver, driver_kind::callback)) return "driver registers several callbacks; keep one";
  return std::nullopt;
}

}  // namespace gauntlet::plan
