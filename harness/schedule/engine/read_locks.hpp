#pragma once

#include <cstdint>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/objects.hpp"

namespace gauntlet::schedule {

/// Which threads hold which read-write locks for reading, so that the locks of an abandoned schedule can be
/// released in the names of their holders.
class read_locks {
 public:
  struct holding {
    object_record* lock;
    thread_id by;
  };

  read_locks() : holdings_(static_cast<holding*>(machine::pages(capacity * sizeof(holding)))) {}

  void clear() { count_ = 0; }
  /// Errors: the process ends if more than `capacity` read locks are held.
  void add(object_record& lock, thread_id by) {
    if (count_ == capacity) machine::give_up("a schedule holds more than 16,384 read locks");
    holdings_[count_++] = {&lock, by};
  }
  /// Removes a holding of the thread; that of another thread if it has none. POSIX leaves that undefined.
  void remove(const object_record& lock, thread_id by) {
    std::uint32_t found = count_;
    for (std::uint32_t i = count_; i-- > 0;) {
      if (holdings_[i].lock != &lock) continue;
      found = i;
      if (holdings_[i].by == by) break;
    }
    if (found < count_) holdings_[found] = holdings_[--count_];
  }
  template <class F>
  void for_each(F f) const {
    for (std::uint32_t i = 0; i < count_; ++i) f(holdings_[i]);
  }

 private:
  static constexpr std::uint32_t capacity = 1u << 14;
  holding* holdings_;
  std::uint32_t count_ = 0;
};

}  // namespace gauntlet::schedule
