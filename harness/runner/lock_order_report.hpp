#pragma once

#include <cstddef>

// Debugging interface of ThreadSanitizer's run-time library: compiler-rt/lib/tsan/rtl/tsan_debugging.cpp.
extern "C" int __tsan_get_report_data(void* report, const char** description, int* count, int* stack_count,
                                      int* mop_count, int* loc_count, int* mutex_count, int* thread_count,
                                      int* unique_tid_count, void** sleep_trace, std::size_t trace_size);

namespace gauntlet::runner {

/// Returns whether a report of ThreadSanitizer with this description says that two mutexes were locked in
/// both orders. May be called while the library holds its own locks, so it does not call memcmp, which the
/// library intercepts.
__attribute__((no_sanitize("thread"))) inline bool is_lock_order(const char* description) {
  const char* expected = "lock-order-inversion";
  while (*expected != '\0' && *description == *expected) ++expected, ++description;
  return *expected == *description;
}

}  // namespace gauntlet::runner
