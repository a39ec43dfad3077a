// What ThreadSanitizer tells gauntlet::explore: that it has reported something. For programs that link it
// with gauntlet_explore(target FLAVOUR tsan); the runners of the campaign have an ear of their own.

#include <cstdint>

namespace {
std::uint32_t reports = 0;
}  // namespace

extern "C" {
// Called with the sanitizer's locks held.
__attribute__((disable_sanitizer_instrumentation)) void __tsan_on_report(void*) { ++reports; }

// Equal reports count again in the next schedule; no sleep at the exit; threads that a deadlock left behind
// are no leak.
__attribute__((disable_sanitizer_instrumentation)) const char* __tsan_default_options() {
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:atexit_sleep_ms=0:report_thread_leaks=0:second_"
         "deadlock_stack=1:handle_segv=0:handle_sigbus=0";
}

__attribute__((disable_sanitizer_instrumentation)) std::uint32_t gauntlet_sanitizer_reports() {
  return reports;
}
}
