// Counts ThreadSanitizer's reports for gauntlet::explore. Linked into programs by gauntlet_explore(target
// FLAVOUR tsan). The runners of a campaign define these hooks themselves.

#include <cstdint>
#include <version>

namespace {
std::uint32_t reports = 0;
}  // namespace

extern "C" {
// Called with the sanitizer's locks held, so it must not be instrumented and must do nothing more than count.
__attribute__((disable_sanitizer_instrumentation)) void __tsan_on_report(void*) { ++reports; }

// suppress_equal_*=0: an equal report must count again in the next schedule. atexit_sleep_ms=0: no delay at
// exit. report_thread_leaks=0: a thread that a deadlock left behind is not a leak. handle_*=0: crash_report
// handles these signals. detect_deadlocks=0: explore observes deadlocks. Two lock orders are none if, for
// example, a third mutex excludes them (google/sanitizers issue 814).
__attribute__((disable_sanitizer_instrumentation)) const char* __tsan_default_options() {
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:atexit_sleep_ms=0:report_thread_leaks=0:detect_"
         "deadlocks=0:handle_segv=0:handle_sigbus=0";
}

#if defined(__GLIBCXX__) && _GLIBCXX_RELEASE < 13
// std::atomic<std::shared_ptr>::load of libstdc++ 12 unlocks with relaxed order, so its read of the pointer
// races with the next store. libstdc++ 13 describes this lock to ThreadSanitizer. A suppression by name has
// an effect only if a symbolizer is found.
__attribute__((disable_sanitizer_instrumentation)) const char* __tsan_default_suppressions() {
  return "race:std::_Sp_atomic<";
}
#endif

__attribute__((disable_sanitizer_instrumentation)) std::uint32_t gauntlet_sanitizer_reports() {
  return reports;
}
}
