#include "harness/schedule/engine/last_schedule.hpp"

#include "harness/schedule/engine/scheduler.hpp"
#include "harness/schedule/engine/truth.hpp"

namespace gauntlet::schedule {

outcome run_one_schedule(strategy& chooser, void (*body)(void*), void* argument,
                         const schedule_limits& limits, const schedule_faults& faults) {
  return the_scheduler().run(chooser, body, argument, limits, faults);
}

flight_record& flight_of_last() { return the_scheduler().flight(); }
void share_flight_record(int file) { machine::share_pages(&flight_of_last(), sizeof(flight_record), file); }

bool waits_in_last(thread_id id, waiting_thread& out) {
  scheduler& s = the_scheduler();
  if (id >= s.threads()) return false;
  const logical_thread& t = s.thread(id);
  if (t.now == logical_thread::state::ended) return false;
  out.id = id;
  out.before = s.pending(id);
  out.since_step = t.blocked_since;
  out.caller = t.caller;
  out.object = 0;
  out.held_by = no_thread;
  if (out.before.object == nullptr) return true;
  const object_record& record = s.record(out.before.object);
  out.object = record.ordinal + 1;
  out.held_by = record.owner;
  return true;
}

std::uint32_t abandoned_threads() { return the_scheduler().retired_donors(); }
void forget_sanitizer_reports() { truth::forget_reports(); }

}  // namespace gauntlet::schedule
