#include "harness/schedule/engine/last_schedule.hpp"

#include "harness/schedule/engine/happens_before.hpp"
#include "harness/schedule/engine/scheduler.hpp"

namespace gauntlet::schedule {

outcome run_one_schedule(strategy& chooser, void (*body)(void*), void* argument,
                         const schedule_limits& limits, const schedule_faults& faults) {
  return the_scheduler().run(chooser, body, argument, limits, faults);
}

flight_record& last_flight_record() { return the_scheduler().flight(); }
std::uint64_t schedule_progress() {
  const std::uint64_t number = the_scheduler().number();
  return number << 32 | __atomic_load_n(&last_flight_record().so_far.steps, __ATOMIC_RELAXED);
}
bool in_a_schedule() { return controlled(); }
thread_id running_thread() {
  const flight_record& last = last_flight_record();
  return last.so_far.steps == 0 || last.so_far.steps >= flight_record::capacity
             ? 0
             : last.trace[last.so_far.steps].thread;
}
void share_flight_record(int file) {
  machine::share_pages(&last_flight_record(), sizeof(flight_record), file);
}

std::uint32_t abandoned_threads() { return the_scheduler().retired_carriers(); }
bool thread_sanitizer_is_linked() { return happens_before::tsan_is_linked(); }
void flush_sanitizer_reports() { happens_before::flush_reports(); }

}  // namespace gauntlet::schedule
