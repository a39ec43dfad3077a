#pragma once

#include <cstdint>

#include "harness/schedule/engine/happens_before.hpp"

/// Atomic fences under ThreadSanitizer, which ignores them and would report the data that they order as
/// races. [atomics.fences]: a release fence A synchronises with an acquire fence B if A is sequenced before
/// an atomic store to an object, an atomic load of that object is sequenced before B, and the load reads the
/// stored value. Either fence may be replaced by a release store or an acquire load of the object itself.
///
/// A thread that has executed a release fence therefore releases the object of each later atomic store that
/// is weaker than release; an acquire fence acquires the objects of the earlier loads that are weaker than
/// acquire. This adds more order than the standard gives, so some races are missed: a store releases all that
/// precedes it, not only what precedes the fence; and a fence acquires all that was released on an object up
/// to the fence, not only up to the load. The value that the load has read does not matter, as for an acquire
/// load under ThreadSanitizer.
namespace gauntlet::schedule::fences {

/// Values of the parameter `order` of __tsan_atomic…: those of std::memory_order.
[[nodiscard]] constexpr bool releases(int order) { return order >= __ATOMIC_RELEASE; }
[[nodiscard]] constexpr bool acquires(int order) {
  return order != __ATOMIC_RELAXED && order != __ATOMIC_RELEASE;
}

/// The fences of one thread. A new thread has the initial value: thread_locals.cpp restores it for each
/// logical thread.
struct state {
  bool has_released = false;     ///< it has executed a release fence
  std::uint8_t next_way = 0;     ///< of the set in which a new object replaces an older one
  const void* latest = nullptr;  ///< the object of its last relaxed load
  std::uint64_t loaded = 0;      ///< a bit for each entry of `objects` that is in use
};
inline thread_local constinit state mine;

/// The objects of the thread's relaxed loads since its last acquire fence: 16 sets of 4 entries. A thread
/// that loads many objects forgets some. The name keeps thread_locals.cpp from clearing it for each thread,
/// which state::loaded makes unnecessary.
inline constexpr unsigned sets = 16, ways = 4;
extern "C" {
inline thread_local constinit const void* gauntlet_engine_loaded_objects[sets * ways] = {};
}

/// Adds the object, if it is not there.
inline void remember(const void* object) {
  mine.latest = object;
  const auto first = static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(object) / 8 % sets) * ways;
  unsigned entry = first + mine.next_way++ % ways;
  for (unsigned i = first; i < first + ways; ++i) {
    const bool used = (mine.loaded >> i & 1) != 0;
    if (used && gauntlet_engine_loaded_objects[i] == object) return;
    if (!used) entry = i;
  }
  gauntlet_engine_loaded_objects[entry] = object;
  mine.loaded |= std::uint64_t{1} << entry;
}

/// Must be called before an atomic store, and before the store of an update.
inline void before_store(const volatile void* object, int order) {
  if (__builtin_expect(mine.has_released, 0) && !releases(order))
    happens_before::release(const_cast<const void*>(object));
}

/// Must be called before or after an atomic load, and the load of an update.
inline void at_load(const volatile void* object, int order) {
  const void* loaded = const_cast<const void*>(object);
  if (!acquires(order) && loaded != mine.latest) remember(loaded);
}

inline void acquire_loaded_objects() {
  for (; mine.loaded != 0; mine.loaded &= mine.loaded - 1)
    happens_before::acquire(gauntlet_engine_loaded_objects[__builtin_ctzll(mine.loaded)]);
  mine.latest = nullptr;
}

/// Must be called at a fence.
inline void at_fence(int order) {
  if (acquires(order)) acquire_loaded_objects();
  if (releases(order)) mine.has_released = true;
}

}  // namespace gauntlet::schedule::fences
