#pragma once

#include <cstdint>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// What the model knows of one synchronisation object. The object's own memory is left alone while a schedule
/// runs (semaphores, once flags and guards apart, whose memory is their whole state).
struct object_record {
  const void* address = nullptr;
  std::uint32_t generation = 0;
  std::uint32_t ordinal =
      0;  ///< in order of first use in the schedule: the same in every process and flavour
  thread_id owner = no_thread;
  std::uint32_t depth = 0;  ///< of a recursive mutex; arrivals at a barrier
  std::uint32_t readers = 0;
  bool is_mutex = false;  ///< ThreadSanitizer was told that its owner locked it
};

/// The objects of the running schedule, by address. Emptied in no time, by a new generation.
class object_table {
 public:
  object_table() : records_(static_cast<object_record*>(machine::pages(capacity * sizeof(object_record)))) {}

  void clear() {
    ++generation_;
    used_ = 0;
  }

  object_record& operator[](const void* address) {
    auto at =
        static_cast<std::uint32_t>((reinterpret_cast<std::uintptr_t>(address) * 0x9e3779b97f4a7c15u) >> 40);
    for (;; ++at) {
      object_record& record = records_[at % capacity];
      if (record.generation == generation_ && record.address == address) return record;
      if (record.generation != generation_) return take(record, address);
    }
  }

  /// All that are in use, for the few who must look at each.
  template <class F>
  void for_each(F f) {
    for (std::uint32_t i = 0; i < capacity; ++i)
      if (records_[i].generation == generation_) f(records_[i]);
  }

 private:
  static constexpr std::uint32_t capacity = 1u << 15;

  object_record& take(object_record& record, const void* address) {
    if (used_ == capacity / 2) machine::give_up("a schedule used more than 16,384 synchronisation objects");
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
