// The flavours `fast` and, with clang, `asan`: the subject is compiled with -fsanitize=thread but linked
// without ThreadSanitizer. This file defines everything that the instrumented code calls. No race is
// detected. Every atomic operation is a scheduling point, and every plain memory access if
// schedule_limits::plain_accesses asks for it. In `asan` the compiler also inserts AddressSanitizer's checks
// of plain accesses; this file checks the atomics. All atomic operations are sequentially consistent
// (memory_model.hpp); the order that the subject names is ignored.

#include <cstddef>
#include <cstdint>

#include "harness/schedule/interpose/access_points.hpp"
#include "harness/schedule/interpose/address_checks.hpp"
#include "harness/schedule/interpose/atomic_effects.hpp"
#include "harness/schedule/interpose/atomics.inc"
#include "harness/schedule/memory_model.hpp"
#include "harness/schedule/plain_accesses.hpp"

namespace gauntlet::schedule {
namespace {

bool plain_accesses = false;  // set before a schedule begins

/// The scheduling point and the check before an atomic operation. `changes`: see atomic_point.
template <class T, class Changes>
inline void before(op kind, const volatile T* object, void* caller, Changes changes) {
  atomic_point(kind, object, caller, changes);
  check_address(object, sizeof(T), kind != op::atomic_load, caller);
}

inline void read_access(const void* object, std::size_t size, void* caller) {
  if (__builtin_expect(plain_accesses, 0)) plain_read_point(object, size, caller);
}
inline void write_access(const void* object, void* caller) {
  if (__builtin_expect(plain_accesses, 0)) point(op::plain_write, object, caller);
}

/// __sync_val_compare_and_swap is inlined for every width, with -mcx16 also for 16 bytes (cmpxchg16b). The
/// __atomic functions may call libatomic for 16 bytes.
template <class T>
inline bool compare_exchange(volatile T* object, T* expected, T value) {
  const T seen = __sync_val_compare_and_swap(object, *expected, value);
  const bool same = seen == *expected;
  *expected = seen;
  return same;
}

template <class T>
inline T exchange(volatile T* object, T value) {
  if constexpr (sizeof(T) < 16) return __atomic_exchange_n(object, value, __ATOMIC_SEQ_CST);
  T seen = *object;  // may be torn: then the comparison fails, and stores the current value in `seen`
  while (!compare_exchange(object, &seen, value)) {
  }
  return seen;
}

template <class T>
inline T fetch_nand(volatile T* object, T value) {
  T seen = value_for_load(object, __ATOMIC_SEQ_CST);
  while (!compare_exchange(object, &seen, static_cast<T>(~(seen & value)))) {
  }
  return seen;
}

}  // namespace

void make_points_of_plain_accesses(bool on) { plain_accesses = on; }
bool can_make_points_of_plain_accesses() { return true; }
bool points_at_plain_accesses_are_cheap() {
#ifdef GAUNTLET_CHECKS_ADDRESSES
  return false;
#else
  return true;
#endif
}

}  // namespace gauntlet::schedule

using namespace gauntlet::schedule;

#define GAUNTLET_FETCH(WIDTH, TYPE, NAME)                                            \
  TYPE __tsan_atomic##WIDTH##_fetch_##NAME(volatile TYPE* object, TYPE value, int) { \
    before(op::atomic_update, object, GAUNTLET_CALLER,                               \
           [=](TYPE now) { return changes_fetch_##NAME(now, value); });              \
    return __sync_fetch_and_##NAME(object, value);                                   \
  }

// A weak compare-exchange may fail spuriously ([atomics.types.operations]). gcc calls it; clang's
// instrumentation calls compare_exchange_val for weak and strong ones.
#define GAUNTLET_ATOMICS(WIDTH, TYPE)                                                                        \
  TYPE __tsan_atomic##WIDTH##_load(const volatile TYPE* object, int order) {                                 \
    before(op::atomic_load, object, GAUNTLET_CALLER, changes_nothing<TYPE>);                                 \
    return value_for_load(object, order);                                                                    \
  }                                                                                                          \
  void __tsan_atomic##WIDTH##_store(volatile TYPE* object, TYPE value, int) {                                \
    before(op::atomic_store, object, GAUNTLET_CALLER, [=](TYPE now) { return now != value; });               \
    exchange(object, value);                                                                                 \
  }                                                                                                          \
  TYPE __tsan_atomic##WIDTH##_exchange(volatile TYPE* object, TYPE value, int) {                             \
    before(op::atomic_update, object, GAUNTLET_CALLER, [=](TYPE now) { return now != value; });              \
    return exchange(object, value);                                                                          \
  }                                                                                                          \
  GAUNTLET_FETCH(WIDTH, TYPE, add)                                                                           \
  GAUNTLET_FETCH(WIDTH, TYPE, sub)                                                                           \
  GAUNTLET_FETCH(WIDTH, TYPE, and)                                                                           \
  GAUNTLET_FETCH(WIDTH, TYPE, or)                                                                            \
  GAUNTLET_FETCH(WIDTH, TYPE, xor)                                                                           \
  TYPE __tsan_atomic##WIDTH##_fetch_nand(volatile TYPE* object, TYPE value, int) {                           \
    before(op::atomic_update, object, GAUNTLET_CALLER,                                                       \
           [=](TYPE now) { return changes_fetch_nand(now, value); });                                        \
    return fetch_nand(object, value);                                                                        \
  }                                                                                                          \
  int __tsan_atomic##WIDTH##_compare_exchange_strong(volatile TYPE* object, TYPE* expected, TYPE value, int, \
                                                     int) {                                                  \
    before(op::atomic_update, object, GAUNTLET_CALLER,                                                       \
           [=](TYPE now) { return now == *expected && now != value; });                                      \
    return compare_exchange(object, expected, value);                                                        \
  }                                                                                                          \
  int __tsan_atomic##WIDTH##_compare_exchange_weak(volatile TYPE* object, TYPE* expected, TYPE value, int,   \
                                                   int order_of_failure) {                                   \
    before(op::atomic_update, object, GAUNTLET_CALLER,                                                       \
           [=](TYPE now) { return now == *expected && now != value; });                                      \
    if (fails_spuriously()) {                                                                                \
      *expected = value_for_load(object, order_of_failure);                                                  \
      return 0;                                                                                              \
    }                                                                                                        \
    return compare_exchange(object, expected, value);                                                        \
  }                                                                                                          \
  TYPE __tsan_atomic##WIDTH##_compare_exchange_val(volatile TYPE* object, TYPE expected, TYPE value, int,    \
                                                   int) {                                                    \
    before(op::atomic_update, object, GAUNTLET_CALLER,                                                       \
           [=](TYPE now) { return now == expected && now != value; });                                       \
    compare_exchange(object, &expected, value);                                                              \
    return expected;                                                                                         \
  }

#define GAUNTLET_ACCESS(SIZE)                                                            \
  void __tsan_read##SIZE(void* at) { read_access(at, SIZE, GAUNTLET_CALLER); }           \
  void __tsan_write##SIZE(void* at) { write_access(at, GAUNTLET_CALLER); }               \
  void __tsan_read_write##SIZE(void* at) { write_access(at, GAUNTLET_CALLER); }          \
  void __tsan_volatile_read##SIZE(void* at) { read_access(at, SIZE, GAUNTLET_CALLER); }  \
  void __tsan_volatile_write##SIZE(void* at) { write_access(at, GAUNTLET_CALLER); }      \
  void __tsan_unaligned_read##SIZE(void* at) { read_access(at, SIZE, GAUNTLET_CALLER); } \
  void __tsan_unaligned_write##SIZE(void* at) { write_access(at, GAUNTLET_CALLER); }     \
  void __tsan_unaligned_read_write##SIZE(void* at) { write_access(at, GAUNTLET_CALLER); }

extern "C" {

GAUNTLET_EACH_WIDTH(GAUNTLET_ATOMICS)
GAUNTLET_ACCESS(1)
GAUNTLET_ACCESS(2)
GAUNTLET_ACCESS(4)
GAUNTLET_ACCESS(8)
GAUNTLET_ACCESS(16)

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}
void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}
void __tsan_vptr_update(void**, void*) {}
void __tsan_vptr_read(void**) {}
void __tsan_read_range(void* at, std::size_t size) { read_access(at, size, GAUNTLET_CALLER); }
void __tsan_write_range(void* at, std::size_t) { write_access(at, GAUNTLET_CALLER); }
void __tsan_atomic_thread_fence(int) {
  point(op::fence, nullptr, GAUNTLET_CALLER);
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
void __tsan_atomic_signal_fence(int) {}
void* memcpy(void*, const void*, std::size_t);
void* memmove(void*, const void*, std::size_t);
void* memset(void*, int, std::size_t);
void* __tsan_memcpy(void* to, const void* from, std::size_t size) { return memcpy(to, from, size); }
void* __tsan_memmove(void* to, const void* from, std::size_t size) { return memmove(to, from, size); }
void* __tsan_memset(void* to, int value, std::size_t size) { return memset(to, value, size); }
}
