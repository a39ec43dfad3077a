// For the conformance suite under ThreadSanitizer: a report of two lock orders is a warning. Any other report
// makes the program fail when it ends. GAUNTLET_LOCK_ORDER=error makes a lock order a failure too.

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "harness/runner/lock_order_report.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace {

using gauntlet::schedule::unsynchronised_atomic;

// Unsynchronised, because ThreadSanitizer holds its own locks during __tsan_on_report.
unsynchronised_atomic<std::uint32_t> lock_orders, others;

constexpr std::string_view warning =
    "gauntlet: warning: potential deadlock: two mutexes were locked in both orders (see ThreadSanitizer's "
    "reports above). GAUNTLET_LOCK_ORDER=error makes this a failure.\n";

bool lock_orders_fail() {
  const char* policy = std::getenv("GAUNTLET_LOCK_ORDER");
  return policy != nullptr && std::string_view(policy) == "error";
}

}  // namespace

extern "C" {

__attribute__((no_sanitize("thread"))) void __tsan_on_report(void* report) {
  const char* description = "unknown";
  int counts[7] = {};
  void* sleep_trace[1] = {};
  __tsan_get_report_data(report, &description, &counts[0], &counts[1], &counts[2], &counts[3], &counts[4],
                         &counts[5], &counts[6], sleep_trace, 1);
  (gauntlet::runner::is_lock_order(description) ? lock_orders : others).add(1);
}

/// The library looks this function up by its name, and calls it when the program ends. Returns whether the
/// program fails.
int __tsan_on_finalize(int failed) {
  if (failed == 0 || others.load() > 0 || lock_orders.load() == 0 || lock_orders_fail()) return failed;
  // A failed write cannot be reported anywhere.
  (void)!write(STDERR_FILENO, warning.data(), warning.size());
  return 0;
}

/// For gauntlet::explore in the same program: a report fails its schedule. Explore ignores lock orders.
std::uint32_t gauntlet_sanitizer_reports() { return others.load(); }

std::uint32_t gauntlet_conformance_reports() { return lock_orders.load() + others.load(); }
}
