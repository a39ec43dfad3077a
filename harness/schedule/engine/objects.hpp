#pragma once

#include <cstdint>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// The model's state of one synchronisation object. The object's own memory is not changed while a schedule
/// runs, except for semaphores, once flags and guards, whose memory is their whole state.
struct object_record {
  const void* address = nullptr;
  std::uint32_t generation = 0;
  std::uint32_t ordinal =
      0;  ///< position in the order of first use; equal for equal schedules in every process and flavour
  thread_id owner = no_thread;
  std::uint32_t depth = 0;  ///< lock count of a recursive mutex; arrivals at a barrier
  std::uint32_t readers = 0;
  bool is_mutex = false;  ///< its lock was reported to ThreadSanitizer as a mutex
};

/// The objects of the running schedule, by address: a hash table with linear probing. A new generation number
/// empties it in constant time.
class object_table {
 public:
  object_table() : records_(static_cast<object_record*>(machine::pages(capacity * sizeof(object_record)))) {}

  void clear() {
    ++generation_;
    used_ = 0;
  }

  /// Returns the record of the object; creates it at its first use. Errors: the process ends if a schedule
  /// uses more than capacity / 2 objects.
  object_record& operator[](const void* address) {
    object_record* record = find_or_take(address, capacity / 2);
    if (record == nullptr) machine::give_up("a schedule used more than 65,536 synchronisation objects");
    return *record;
  }
  /// Returns the record of plain memory. Null if a schedule uses so many objects that the rest of the table
  /// is kept for synchronisation objects.
  object_record* plain_memory(const void* address) { return find_or_take(address, capacity / 4); }

  /// Calls f for each record in use. Slow: it visits the whole table.
  template <class F>
  void for_each(F f) {
    for (std::uint32_t i = 0; i < capacity; ++i)
      if (records_[i].generation == generation_) f(records_[i]);
  }

 private:
  static constexpr std::uint32_t capacity = 1u << 17;  // a power of two

  object_record* find_or_take(const void* address, std::uint32_t most) {
    // Multiplicative hashing (Knuth, TAOCP volume 3, section 6.4). The search ends because half of the table
    // is free.
    auto at =
        static_cast<std::uint32_t>((reinterpret_cast<std::uintptr_t>(address) * 0x9e3779b97f4a7c15u) >> 40);
    for (;; ++at) {
      object_record& record = records_[at % capacity];
      if (record.generation == generation_ && record.address == address) return &record;
      if (record.generation != generation_) return used_ >= most ? nullptr : &take(record, address);
    }
  }

  object_record& take(object_record& record, const void* address) {
    record.address = address;
    record.generation = generation_;
    record.ordinal = used_++;
    record.owner = no_thread;
    record.depth = record.readers = 0;
    record.is_mutex = false;
    return record;
  }

  object_record* records_;
  std::uint32_t generation_ = 1;
  std::uint32_t used_ = 0;
};

}  // namespace gauntlet::schedule
