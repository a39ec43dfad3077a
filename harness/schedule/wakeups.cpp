#include "harness/schedule/wakeups.hpp"

#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

unsynchronised_atomic<std::uint32_t> waits;
unsynchronised_atomic<std::uint32_t> spurious_wait;
unsynchronised_atomic<std::uint32_t> woken;

}  // namespace

void begin_counting_wakeups(std::uint32_t spurious_at) {
  waits.store(0);
  woken.store(0);
  spurious_wait.store(spurious_at);
}
void stop_spurious_wakeups() { spurious_wait.store(0); }
std::uint32_t spurious_wakeups() { return woken.load(); }

bool wakes_spuriously() {
  if (spurious_wait.load() == 0 || waits.add(1) + 1 != spurious_wait.load()) return false;
  add_spurious_wakeup();
  return true;
}
void add_spurious_wakeup() { woken.add(1); }

}  // namespace gauntlet::schedule
