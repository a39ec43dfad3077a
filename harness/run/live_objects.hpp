#pragma once

#include <cstdint>

#include "harness/run/live_objects.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Live objects that the harness handed to the subject. Relaxed: they add no happens-before edge.
struct live_objects {
  schedule::unsynchronised_atomic<std::int64_t> callables{0};
  schedule::unsynchronised_atomic<std::int64_t> errors{0};
  schedule::unsynchronised_atomic<std::int64_t> payloads{0};
};
[[nodiscard]] live_objects& live();

/// Which case of this process is running; an error that bears another number comes from another run.
[[nodiscard]] std::uint32_t current_case();
void next_case();

}  // namespace gauntlet::run
