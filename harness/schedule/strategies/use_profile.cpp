#include "harness/schedule/strategies/use_profile.hpp"

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

use_profile::use_profile()
    : table_(static_cast<entry*>(machine::pages(capacity * sizeof(entry)))),
      order_(static_cast<std::uint32_t*>(machine::pages(max_objects * sizeof(std::uint32_t)))),
      nodes_(static_cast<node*>(machine::pages(max_nodes * sizeof(node)))) {}

void use_profile::clear() {
  ++generation_;
  objects_ = node_count_ = 0;
}

// Multiplicative hashing (Knuth, TAOCP volume 3, section 6.4), as in engine/objects.hpp.
std::uint32_t use_profile::hash(const void* object) {
  return static_cast<std::uint32_t>((reinterpret_cast<std::uintptr_t>(object) * 0x9e3779b97f4a7c15u) >> 40);
}

const use_profile::entry* use_profile::find(const void* object) const {
  for (std::uint32_t at = hash(object);; ++at) {
    const entry& e = table_[at % capacity];
    if (e.generation != generation_) return nullptr;
    if (e.object == object) return &e;
  }
}

use_profile::entry* use_profile::find_or_add(const void* object) {
  for (std::uint32_t at = hash(object);; ++at) {
    entry& e = table_[at % capacity];
    if (e.generation == generation_ && e.object == object) return &e;
    if (e.generation == generation_) continue;
    if (objects_ == max_objects) return nullptr;
    e.object = object;
    e.generation = generation_;
    e.users = 0;
    e.first = none;
    e.written = false;
    order_[objects_++] = at % capacity;
    return &e;
  }
}

void use_profile::count(const void* object, thread_id thread, bool writes) {
  entry* e = find_or_add(object);
  if (e == nullptr) return;
  e->written = e->written || writes;
  for (auto n = e->first; n != none; n = nodes_[n].next) {
    if (nodes_[n].thread != thread) continue;
    ++nodes_[n].operations;
    return;
  }
  if (node_count_ == max_nodes) return;
  node& made = nodes_[node_count_];
  made.thread = thread;
  made.operations = 1;
  made.next = e->first;
  e->first = node_count_++;
  ++e->users;
}

}  // namespace gauntlet::schedule
