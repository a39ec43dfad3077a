#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// How often each thread used each object in one schedule. Objects are kept in the order of their first use.
/// When the tables are full, further objects and threads are not counted.
class use_profile {
 public:
  use_profile();
  void clear();

  /// Counts an operation of the thread on the object.
  void count(const void* object, thread_id thread, bool writes);

  [[nodiscard]] std::uint32_t objects() const { return objects_; }
  [[nodiscard]] const void* object(std::uint32_t i) const { return table_[order_[i]].object; }
  /// True if at least two threads used the object, and one of them wrote it.
  [[nodiscard]] bool is_shared(std::uint32_t i) const {
    return table_[order_[i]].users > 1 && table_[order_[i]].written;
  }
  /// Calls f(thread, number of operations) for each thread that used the object.
  template <class F>
  void for_each_user(const void* object, F f) const {
    const entry* found = find(object);
    if (found == nullptr) return;
    for (auto n = found->first; n != none; n = nodes_[n].next) f(nodes_[n].thread, nodes_[n].operations);
  }

 private:
  static constexpr std::uint32_t capacity = 1u << 15, max_objects = capacity / 2, max_nodes = 1u << 16;
  static constexpr std::uint32_t none = ~0u;

  struct entry {
    const void* object;
    std::uint32_t generation, users, first;
    bool written;
  };
  struct node {
    thread_id thread;
    std::uint32_t operations, next;
  };

  static std::uint32_t hash(const void* object);
  [[nodiscard]] const entry* find(const void* object) const;
  entry* find_or_add(const void* object);

  entry* table_;          // open addressing with linear probing
  std::uint32_t* order_;  // indices of the table
  node* nodes_;
  std::uint32_t generation_ = 1, objects_ = 0, node_count_ = 0;
};

}  // namespace gauntlet::schedule
