#pragma once

#include <cstdint>

#include "harness/schedule/message.hpp"
#include "harness/schedule/new_process.hpp"

namespace gauntlet::schedule {

/// flight_record::number of the run of a body before its first schedule.
inline constexpr std::uint32_t first_run = 0xffffffff;

/// Which call of gauntlet::explore runs, and whether a report of its end replays the schedule in a new
/// process.
struct reported_call {
  explore_call call;
  bool verifies;
};

/// While an object of this class exists, a process that ends in a schedule reports to standard error why, and
/// how to replay that schedule:
///   - a signal that ends the process (an assertion, a segmentation fault, a stack overflow), or an error of
///     AddressSanitizer; the process then ends as it would without the report;
///   - a call of exit, _exit, _Exit or quick_exit; the process then ends with exit code 1.
/// The reports make system calls only, and are no scheduling points.
/// Requires: at most one object exists in the process at a time; the thread that makes it runs the schedules.
class crash_report {
 public:
  explicit crash_report(const reported_call& call = {});
  ~crash_report();
  crash_report(const crash_report&) = delete;
  crash_report& operator=(const crash_report&) = delete;
};

/// True if a crash_report exists that was made by this process, not by one of which it is a fork.
[[nodiscard]] bool reports_ends_of_process();

/// Returns the kernel's id of the thread that made the crash_report.
[[nodiscard]] long home_thread();

/// Begins a report of an end in a schedule: turns control of the calling thread off. Returns false if another
/// report has begun; the caller must then not write one.
[[nodiscard]] bool begin_end_report();
/// Completes a report whose first words have been written: names the schedule, and writes its token.
void complete_end_report(message& out, schedule_end end);

/// Reports that the running thread called a function that ends the process, and ends it with exit code 1.
[[noreturn]] void report_exit(const char* function, int code, void* caller);

/// Reports that the schedule makes no progress, from the thread of a watchdog, and ends the process with exit
/// code 1. `slept`: every thread slept for that long; otherwise the schedule made no step in that time.
/// Requires: a crash_report exists.
[[noreturn]] void report_hang(bool slept, std::uint32_t waited_ms);

}  // namespace gauntlet::schedule
