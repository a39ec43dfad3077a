#pragma once

#include <cstdint>

#include "harness/schedule/engine/flight_record.hpp"
#include "harness/schedule/strategy.hpp"

/// The interface of the scheduler for instrumented code. Such code must not include the other headers of the
/// engine: an inline function that is compiled both with and without instrumentation would be linked only
/// once, in either form.
namespace gauntlet::schedule {

/// Runs one schedule of `body(argument)`; see scheduler::run.
outcome run_one_schedule(strategy& chooser, void (*body)(void*), void* argument,
                         const schedule_limits& limits, const schedule_faults& faults);

/// Returns the record of the last schedule, valid until the next schedule begins. Steps are numbered from 1.
[[nodiscard]] flight_record& last_flight_record();
/// Returns a number that changes with every step and with every schedule. Any thread may call it.
[[nodiscard]] std::uint64_t schedule_progress();
/// True if the calling thread is under control: a thread of a running schedule.
[[nodiscard]] bool in_a_schedule();
/// Returns the id of the thread that executed the last step: the running one, if it runs.
[[nodiscard]] thread_id running_thread();
/// Must be called before a schedule: resets rand and random to their initial state if a schedule has used
/// them.
void reset_rand();
/// Places the record in this file, where it outlives the process.
/// Requires: the file is at least as large as flight_record.
/// Errors: the process ends if the file cannot be mapped.
void share_flight_record(int file);

/// Returns the number of threads that were abandoned since the process began (see max_abandoned_threads).
[[nodiscard]] std::uint32_t abandoned_threads();
/// Must be called after a report of ThreadSanitizer, which otherwise does not report a race on that memory
/// again.
void flush_sanitizer_reports();

}  // namespace gauntlet::schedule
