#pragma once

#include <cstdint>
#include <string>

namespace gauntlet::run {
class execution;
}

namespace gauntlet::runner {

/// The sanitizer that this runner was linked with: "plain", "tsan", "fast" or "asan".
[[nodiscard]] const char* flavour_of_this_build();

/// What ThreadSanitizer has reported since the last call of `take_tsan_report`.
struct tsan_report {
  std::uint32_t count = 0;
  std::string kind;         ///< of the first: "data-race"
  bool in_payload = false;  ///< one is about memory that a task wrote for whoever joins it
  bool in_parcel = false;   ///< one is about memory that was written for a task before its submit
};
[[nodiscard]] tsan_report take_tsan_report();
/// Which execution's payloads `in_payload` refers to.
void watch_payloads_of(const run::execution* execution);

/// Looks for leaks now (LeakSanitizer, in the asan flavour). True: there are some; their report is on
/// standard error.
[[nodiscard]] bool leaks_found();

}  // namespace gauntlet::runner
