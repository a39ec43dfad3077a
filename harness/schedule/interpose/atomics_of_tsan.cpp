// Atomics in the `tsan` flavour. The program is linked with --wrap for each name, so that a call of
// __tsan_atomic… in the subject arrives here: first a scheduling point, then ThreadSanitizer's own function.
// The compiler turns that last call into a jump, so that ThreadSanitizer takes the subject for its caller.
// The operation itself is atomic to the scheduler: no other thread under control runs before the next point.

#include <cstdint>

#include "harness/schedule/interpose/atomic_effects.hpp"
#include "harness/schedule/interpose/atomics.inc"
#include "harness/schedule/interpose/fences_of_tsan.hpp"

using namespace gauntlet::schedule;

namespace {

/// Before the operation it is not known whether it will succeed. A failure is taken for a store, too.
inline void before_compare_exchange(const volatile void* object, int order, int order_of_failure) {
  fences::at_load(object, order);
  fences::at_load(object, order_of_failure);
  fences::before_store(object, order);
}

}  // namespace

#define GAUNTLET_UPDATE(WIDTH, TYPE, NAME)                                                  \
  TYPE __real___tsan_atomic##WIDTH##_##NAME(volatile TYPE*, TYPE, int);                     \
  TYPE __wrap___tsan_atomic##WIDTH##_##NAME(volatile TYPE* object, TYPE value, int order) { \
    atomic_point(op::atomic_update, object, GAUNTLET_CALLER,                                \
                 [=](TYPE now) { return changes_##NAME(now, value); });                     \
    fences::at_load(object, order);                                                         \
    fences::before_store(object, order);                                                    \
    return __real___tsan_atomic##WIDTH##_##NAME(object, value, order);                      \
  }

// A weak compare-exchange may fail spuriously ([atomics.types.operations]). gcc calls it; clang's
// instrumentation calls compare_exchange_val for weak and strong ones.
#define GAUNTLET_ATOMICS(WIDTH, TYPE)                                                                        \
  TYPE __real___tsan_atomic##WIDTH##_load(const volatile TYPE*, int);                                        \
  TYPE __wrap___tsan_atomic##WIDTH##_load(const volatile TYPE* object, int order) {                          \
    atomic_point(op::atomic_load, object, GAUNTLET_CALLER, changes_nothing<TYPE>);                           \
    fences::at_load(object, order);                                                                          \
    return __real___tsan_atomic##WIDTH##_load(object, order);                                                \
  }                                                                                                          \
  void __real___tsan_atomic##WIDTH##_store(volatile TYPE*, TYPE, int);                                       \
  void __wrap___tsan_atomic##WIDTH##_store(volatile TYPE* object, TYPE value, int order) {                   \
    atomic_point(op::atomic_store, object, GAUNTLET_CALLER, [=](TYPE now) { return now != value; });         \
    fences::before_store(object, order);                                                                     \
    __real___tsan_atomic##WIDTH##_store(object, value, order);                                               \
  }                                                                                                          \
  GAUNTLET_EACH_UPDATE(GAUNTLET_UPDATE, WIDTH, TYPE)                                                         \
  int __real___tsan_atomic##WIDTH##_compare_exchange_strong(volatile TYPE*, TYPE*, TYPE, int, int);          \
  int __wrap___tsan_atomic##WIDTH##_compare_exchange_strong(volatile TYPE* object, TYPE* expected,           \
                                                            TYPE value, int order, int order_of_failure) {   \
    atomic_point(op::atomic_update, object, GAUNTLET_CALLER,                                                 \
                 [=](TYPE now) { return now == *expected && now != value; });                                \
    before_compare_exchange(object, order, order_of_failure);                                                \
    return __real___tsan_atomic##WIDTH##_compare_exchange_strong(object, expected, value, order,             \
                                                                 order_of_failure);                          \
  }                                                                                                          \
  int __real___tsan_atomic##WIDTH##_compare_exchange_weak(volatile TYPE*, TYPE*, TYPE, int, int);            \
  int __wrap___tsan_atomic##WIDTH##_compare_exchange_weak(volatile TYPE* object, TYPE* expected, TYPE value, \
                                                          int order, int order_of_failure) {                 \
    atomic_point(op::atomic_update, object, GAUNTLET_CALLER,                                                 \
                 [=](TYPE now) { return now == *expected && now != value; });                                \
    if (fails_spuriously()) {                                                                                \
      fences::at_load(object, order_of_failure);                                                             \
      *expected = __real___tsan_atomic##WIDTH##_load(object, order_of_failure);                              \
      return 0;                                                                                              \
    }                                                                                                        \
    before_compare_exchange(object, order, order_of_failure);                                                \
    return __real___tsan_atomic##WIDTH##_compare_exchange_weak(object, expected, value, order,               \
                                                               order_of_failure);                            \
  }                                                                                                          \
  TYPE __real___tsan_atomic##WIDTH##_compare_exchange_val(volatile TYPE*, TYPE, TYPE, int, int);             \
  TYPE __wrap___tsan_atomic##WIDTH##_compare_exchange_val(volatile TYPE* object, TYPE expected, TYPE value,  \
                                                          int order, int order_of_failure) {                 \
    atomic_point(op::atomic_update, object, GAUNTLET_CALLER,                                                 \
                 [=](TYPE now) { return now == expected && now != value; });                                 \
    before_compare_exchange(object, order, order_of_failure);                                                \
    return __real___tsan_atomic##WIDTH##_compare_exchange_val(object, expected, value, order,                \
                                                              order_of_failure);                             \
  }

extern "C" {

GAUNTLET_EACH_WIDTH(GAUNTLET_ATOMICS)

void __real___tsan_atomic_thread_fence(int order);
void __wrap___tsan_atomic_thread_fence(int order) {
  point(op::fence, nullptr, GAUNTLET_CALLER);
  fences::at_fence(order);
  __real___tsan_atomic_thread_fence(order);
}
}
