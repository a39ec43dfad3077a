#include "harness/run/event_capacity.hpp"

#include "gauntlet/detail/contract.hpp"

namespace gauntlet::run {

std::vector<std::uint32_t> event_capacity_for(const plan::plan& plan) {
  const auto tasks = static_cast<std::uint32_t>(plan.tasks.size());
  // A wait records its begin and end, the state of the context, and for the whole result: an event for each
  // leaf and for each payload. The constants leave a margin.
  const std::uint32_t of_a_wait = 8 + result::max_leaves + 3 * tasks;
  std::uint32_t of_waits = 0;
  for (const plan::driver_step& step : plan.driver) of_waits += plan::waits(step) ? of_a_wait : 0;
  std::vector<std::uint32_t> capacity{8 + 3 * static_cast<std::uint32_t>(plan.driver.size()) + of_waits};
  for (const plan::task& task : plan.tasks) {
    capacity.push_back(12 + 3 * static_cast<std::uint32_t>(task.steps.size()));
    for (const plan::step& step : task.steps)
      if (step.kind == plan::step_kind::nest) capacity.back() += of_a_wait;
  }
  capacity.resize(capacity.size() + plan::max_waiters, of_waits);
  for (auto& events : capacity) events += tasks;  // each event `quiescent` follows the end of another body
  return capacity;
}

}  // namespace gauntlet::run
