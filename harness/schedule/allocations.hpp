#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Makes allocations fail, as where memory is short: `operator new` is wrapped at link time (--wrap), so that
/// whatever this program's own code allocates is seen, and libraries are left alone.

/// Begins a case: the k-th allocation from now on that is made by a thread with `watched_allocations` fails
/// with std::bad_alloc (0: none does).
void begin_counting_allocations(std::uint32_t fail_at);
/// Ends the fault: allocations succeed again.
void stop_failing_allocations();

/// How many there were since the case began, the one that failed among them.
[[nodiscard]] std::uint32_t counted_allocations();

/// While it lives, the calling thread's allocations are those that are counted, and can be made to fail.
class watched_allocations {
 public:
  watched_allocations();
  ~watched_allocations();
  watched_allocations(const watched_allocations&) = delete;
  watched_allocations& operator=(const watched_allocations&) = delete;
};

}  // namespace gauntlet::schedule
