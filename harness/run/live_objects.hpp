#pragma once

#include <cstdint>

#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Numbers of live objects that the harness passed to the subject. Memory ordering: the counters are
/// unsynchronised atomics; they add no happens-before edge.
struct live_objects {
  schedule::unsynchronised_atomic<std::int64_t> callables{0};
  schedule::unsynchronised_atomic<std::int64_t> errors{0};
  schedule::unsynchronised_atomic<std::int64_t> payloads{0};
};
/// The counters of this process.
[[nodiscard]] live_objects& live();

/// Returns the number of the running case in this process. An error with another number was created in
/// another case.
[[nodiscard]] std::uint32_t current_case();
void next_case();

}  // namespace gauntlet::run
