#include "harness/run/faults.hpp"

#include <vector>

#include "harness/schedule/injection.hpp"
#include "harness/schedule/threads.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::run {

void arm_delays(const plan::plan& plan) {
  std::vector<schedule::armed_delay> armed;
  for (const plan::delay& delay : plan.delays)
    armed.push_back({static_cast<std::uint8_t>(delay.at), delay.task, delay.us});
  schedule::arm(armed);
}

void begin_faults(const plan::faults& faults) {
  schedule::begin_counting_threads(faults.thread_create_fails_at);
  schedule::begin_counting_allocations(faults.allocation_fails_at);
  schedule::begin_counting_wakeups(faults.spurious_wakeup_at);
  begin_counting_moves(faults.move_fails_at);
}

void stop_faults() {
  schedule::stop_failing_threads();
  schedule::stop_failing_allocations();
  schedule::stop_spurious_wakeups();
  stop_failing_moves();
}

plan::fault_opportunities could_fail() {
  return {schedule::counted_threads(), schedule::counted_allocations(), counted_moves()};
}

}  // namespace gauntlet::run
