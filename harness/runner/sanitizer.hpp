#pragma once

#include <cstdint>
#include <string>

namespace gauntlet::run {
class execution;
}

namespace gauntlet::runner {

/// Returns the flavour of this runner: "plain", "tsan", "fast" or "asan".
[[nodiscard]] const char* flavour_of_this_build();

/// What ThreadSanitizer has reported since the last call of `take_tsan_report`.
struct tsan_report {
  std::uint32_t count = 0;        ///< without lock orders
  std::uint32_t lock_orders = 0;  ///< reports that two mutexes were locked in both orders
  std::string kind;               ///< the kind of the first report: "data-race"
  bool in_payload = false;        ///< a report concerns memory that a task wrote before it ended
  bool in_parcel = false;         ///< a report concerns memory that was written before a submit
};
[[nodiscard]] tsan_report take_tsan_report();
/// Sets the execution whose payloads and parcels `in_payload` and `in_parcel` refer to.
void watch_payloads_of(const run::execution* execution);

/// Runs the check of LeakSanitizer (flavour `asan`). Returns whether it reported a leak; the report goes to
/// standard error. Always false in the other flavours.
[[nodiscard]] bool leaks_found();

}  // namespace gauntlet::runner
