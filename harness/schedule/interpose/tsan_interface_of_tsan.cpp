// ThreadSanitizer's public interface in the `tsan` flavour. The functions are ThreadSanitizer's own. The two
// that are scheduling points in the other flavours (tsan_interface.cpp) are wrapped, so that a schedule has
// the same steps here.

#include "harness/schedule/interpose/access_points.hpp"

using namespace gauntlet::schedule;

extern "C" {

extern const bool gauntlet_engine_tsan_is_linked;
const bool gauntlet_engine_tsan_is_linked = true;

void __real___tsan_mutex_pre_lock(void* mutex, unsigned flags);
void __real___tsan_mutex_post_unlock(void* mutex, unsigned flags);

// Between the two calls of a lock ThreadSanitizer ignores the thread's accesses. The points are outside.
void __wrap___tsan_mutex_pre_lock(void* mutex, unsigned flags) {
  point(op::announced_lock, mutex, GAUNTLET_CALLER);
  __real___tsan_mutex_pre_lock(mutex, flags);
}
void __wrap___tsan_mutex_post_unlock(void* mutex, unsigned flags) {
  __real___tsan_mutex_post_unlock(mutex, flags);
  point(op::announced_unlock, mutex, GAUNTLET_CALLER);
}
}
