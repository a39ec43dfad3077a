#pragma once

namespace gauntlet::schedule {

/// While it lives, a process that dies in a schedule (a signal, an assertion, AddressSanitizer) says last how
/// that schedule is run again. One at a time.
class crash_report {
 public:
  crash_report();
  ~crash_report();
  crash_report(const crash_report&) = delete;
  crash_report& operator=(const crash_report&) = delete;
};

}  // namespace gauntlet::schedule
