#pragma once

namespace gauntlet::schedule {

/// While an object of this class exists, a process that crashes in a schedule (by a signal, an assertion, or
/// an AddressSanitizer error) writes to standard error how to replay that schedule.
/// Requires: at most one object exists in the process at a time.
class crash_report {
 public:
  crash_report();
  ~crash_report();
  crash_report(const crash_report&) = delete;
  crash_report& operator=(const crash_report&) = delete;
};

}  // namespace gauntlet::schedule
