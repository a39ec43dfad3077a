#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Makes allocations fail, as if memory were short. `operator new` is wrapped at link time (--wrap), so only
/// allocations of this program's own code are counted and can fail, not those of shared libraries.

/// Begins a case: the k-th allocation (k = fail_at) from now on by a thread with `watched_allocations` throws
/// std::bad_alloc. 0: no allocation fails.
void begin_counting_allocations(std::uint32_t fail_at);
/// Ends the fault: allocations succeed again.
void stop_failing_allocations();

/// Returns the number of watched allocations since the case began, including the one that failed.
[[nodiscard]] std::uint32_t counted_allocations();

/// While an object of this class exists, allocations of the thread that created it are counted and can fail.
class watched_allocations {
 public:
  watched_allocations();
  ~watched_allocations();
  watched_allocations(const watched_allocations&) = delete;
  watched_allocations& operator=(const watched_allocations&) = delete;
};

}  // namespace gauntlet::schedule
