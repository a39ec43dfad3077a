#include "harness/schedule/explored_schedule.hpp"

#include "harness/schedule/describe_wait.hpp"
#include "harness/schedule/explore.hpp"
#include "harness/schedule/source_line.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

// Defined only in programs that link explored_reports.cpp (the tsan flavour); null otherwise.
extern "C" std::uint32_t gauntlet_sanitizer_reports() __attribute__((weak));

namespace gauntlet {
namespace {

using schedule::ending;
using schedule::unsynchronised_atomic;
using schedule::waiting_thread;

constexpr std::size_t places_shown = 8;  // finding the line of a place takes long

unsynchronised_atomic<std::uint32_t> nested_calls;

std::uint32_t reports() { return gauntlet_sanitizer_reports != nullptr ? gauntlet_sanitizer_reports() : 0; }

/// `number`: the index of the thread in the record.
std::string place_of(std::size_t number) {
  const auto& last = schedule::last_flight_record();
  const auto* frames = last.waiting_stack[number];
  if (frames[0] != 0)
    return std::string(", at ") + schedule::line_of_stack(frames, schedule::flight_record::depth).text;
  const void* caller = last.waiting[number].caller;
  return caller == nullptr ? "" : std::string(", at ") + schedule::line_of_call(caller).text;
}

std::string list(const std::vector<waiting_thread>& threads, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < threads.size(); ++i)
    out += "\n  " + describe(threads[i]) + (i < places_shown ? place_of(i) : "");
  return out;
}

std::string why_abandoned(const char* what) {
  const auto threads = schedule::waiting_threads();
  if (threads.empty() || threads[0].id == 0) return what + list(threads, 0);
  return "the body has returned, but thread " + std::to_string(threads[0].id) + " still " +
         describe_wait(threads[0]) + place_of(0) + "; threads must not outlive the body" + list(threads, 1);
}

}  // namespace

void note_nested_call() { nested_calls.add(1); }

bool explored_schedule::failed() const {
  if (length == schedule::length::unfinished) return reported || nested || has_failed;
  return how.how != ending::done || reported || nested || !body_returned || has_failed;
}

std::string explored_schedule::why(const schedule::schedule_limits& limits) const {
  if (reported) return "ThreadSanitizer reported an error; see its report above";
  if (nested) return nested_call;
  if (how.how == ending::deadlock) return why_abandoned("deadlock: no thread can run");
  if (how.how == ending::step_limit)
    return why_abandoned(
        ("livelock: each thread that can run only spins. The schedule reached the limit of steps "
         "(limits.steps = " +
         std::to_string(limits.steps) + "), and did not end when it was continued fairly")
            .c_str());
  if (!body_returned) return "the body's thread called pthread_exit; the body must return";
  return "";
}

explored_schedule explored_body::run(schedule::strategy& chooser, const how_to_run& how,
                                     schedule::outcome* first_outcome) {
  explored_schedule last;
  const auto length = run_fairly(chooser, options_.limits,
                                 [&](schedule::strategy& next, const schedule::schedule_limits& limits) {
                                   last = run_once(next, limits, how);
                                   if (first_outcome != nullptr && &next == &chooser)
                                     *first_outcome = last.how;
                                   return last.how;
                                 });
  last.length = length;
  return last;
}

explored_schedule explored_body::run_once(schedule::strategy& chooser, schedule::schedule_limits limits,
                                          const how_to_run& how) {
  const auto reports_before = reports();
  const auto nested_before = nested_calls.load();
  unsynchronised_atomic<std::uint32_t> returned;  // its accesses are no scheduling points
  limits.plain_accesses = how.plain_accesses;
  schedule::reset_rand();
  schedule::last_flight_record().number = how.number;
  schedule::last_flight_record().wants_stacks = how.with_stacks ? 1 : 0;
  if (watchdog_ != nullptr) watchdog_->begin();
  explored_schedule out{schedule::run_schedule(
      chooser,
      [&] {
        body_();
        returned.store(1);
      },
      limits, options_.faults)};
  if (watchdog_ != nullptr) watchdog_->end();
  out.body_returned = returned.load() != 0;
  out.nested = nested_calls.load() != nested_before;
  out.reported = reports() != reports_before;
  if (out.reported)
    // Otherwise ThreadSanitizer would not report an error in the same memory again.
    schedule::flush_sanitizer_reports();
  out.has_failed = has_failed_ && has_failed_();
  return out;
}

}  // namespace gauntlet
