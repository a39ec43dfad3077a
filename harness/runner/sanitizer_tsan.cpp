// For the flavour `tsan`: collects what ThreadSanitizer reports while a case runs.

#include "harness/runner/sanitizer.hpp"

#include <cstddef>

#include "harness/run/execute.hpp"
#include "harness/runner/lock_order_report.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::runner {
namespace {

// Unsynchronised, because `__tsan_on_report` writes them while ThreadSanitizer holds its own locks. Such a
// write must be neither a scheduling point nor a synchronisation.
schedule::unsynchronised_atomic<std::uint32_t> reports, lock_orders;
schedule::unsynchronised_atomic<std::uint32_t> in_payload, in_parcel;
char first_kind[64] = "";
const run::execution* watched = nullptr;

}  // namespace

void watch_payloads_of(const run::execution* execution) { watched = execution; }

tsan_report take_tsan_report() {
  tsan_report out;
  out.count = reports.load();
  reports.store(0);
  out.lock_orders = lock_orders.load();
  lock_orders.store(0);
  if (out.count > 0) out.kind = first_kind;
  out.in_payload = in_payload.load() != 0;
  out.in_parcel = in_parcel.load() != 0;
  in_payload.store(0);
  in_parcel.store(0);
  return out;
}

}  // namespace gauntlet::runner

// Debugging interface of the run-time library: compiler-rt/lib/tsan/rtl/tsan_debugging.cpp.
extern "C" int __tsan_get_report_mop(void* report, std::size_t index, int* tid, void** address, int* size,
                                     int* write, int* atomic, void** trace, std::size_t trace_size);

// ThreadSanitizer calls this function for every report, on the thread that found the race, while it holds its
// own locks.
extern "C" __attribute__((no_sanitize("thread"))) void __tsan_on_report(void* report) {
  using namespace gauntlet::runner;
  const char* description = "unknown";
  int counts[7] = {};
  void* sleep_trace[1] = {};
  __tsan_get_report_data(report, &description, &counts[0], &counts[1], &counts[2], &counts[3], &counts[4],
                         &counts[5], &counts[6], sleep_trace, 1);
  if (is_lock_order(description)) return (void)lock_orders.add(1);
  const bool first = reports.add(1) == 0;
  std::size_t n = 0;
  for (; first && description[n] != '\0' && n + 1 < sizeof(first_kind); ++n) first_kind[n] = description[n];
  if (first) first_kind[n] = '\0';
  if (counts[2] == 0 || watched == nullptr) return;
  int tid = 0, size = 0, write = 0, atomic = 0;
  void* address = nullptr;
  void* trace[1] = {};
  __tsan_get_report_mop(report, 0, &tid, &address, &size, &write, &atomic, trace, 1);
  if (watched->in_payloads(address)) in_payload.store(1);
  if (watched->in_parcels(address)) in_parcel.store(1);
}

// suppress_equal_*: a race must be reported in every case, even if an equal one was reported before.
// atexit_sleep_ms: a runner must end quickly.
// handle_*: a fatal signal must end the process immediately. The handler of the run-time library would block
// forever on its own locks if the signal arrived while they were held.
// No suppressions: the reference counts of exceptions are in libstdc++, which is not instrumented. The
// references leave the handler of an exception before they share its error, and so cause no report.
extern "C" const char* __tsan_default_options() {
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:atexit_sleep_ms=0:exitcode=0:report_thread_"
         "leaks=0:"
         "halt_on_error=0:second_deadlock_stack=1:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_"
         "sigill=0:"
         "handle_abort=0";
}

namespace gauntlet::runner {
const char* flavour_of_this_build() { return "tsan"; }
bool leaks_found() { return false; }
}  // namespace gauntlet::runner
