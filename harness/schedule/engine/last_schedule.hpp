#pragma once

#include <cstdint>

#include "harness/schedule/engine/flight_record.hpp"
#include "harness/schedule/strategy.hpp"

/// The door to the scheduler for instrumented code, which may not see its inside: an inline function that
/// both compile would be kept once, instrumented or not as the linker pleases.
namespace gauntlet::schedule {

/// Runs one schedule of `body(argument)`; see scheduler::run.
outcome run_one_schedule(strategy& chooser, void (*body)(void*), void* argument,
                         const schedule_limits& limits, const schedule_faults& faults);

/// Of the last schedule, until the next one begins. Steps are numbered from 1.
[[nodiscard]] flight_record& flight_of_last();
/// From now on the record lies in this file (of its size, or larger), and outlives the process there. Errors:
/// the process ends where the file can't be mapped.
void share_flight_record(int file);

/// Stacks of threads that never ended, given up since the process began: at most about max_abandoned_threads.
[[nodiscard]] std::uint32_t abandoned_threads();
/// After a sanitizer's report: ThreadSanitizer falls silent about memory that it has reported, unless it
/// forgets.
void flush_sanitizer_reports();

}  // namespace gauntlet::schedule
