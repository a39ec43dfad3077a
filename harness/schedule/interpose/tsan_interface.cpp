// ThreadSanitizer's public interface in the flavours that do not link it, `fast` and `asan`. Code that is
// compiled with -fsanitize=thread takes ThreadSanitizer for present (__has_feature(thread_sanitizer)) and
// calls this interface: compiler-rt/include/sanitizer/tsan_interface.h, and the dynamic annotations in
// compiler-rt/lib/tsan/rtl/tsan_interface_ann.cpp.
// A mutex that a library implements itself and announces has a scheduling point before it is locked and after
// it is unlocked. The model does not own such a mutex: the library's own atomics and futexes do the rest. All
// other functions do nothing. All are weak, so that a program may define its own. Those that ignore their
// arguments are defined without parameters, which the calling convention allows.

#include "harness/schedule/interpose/access_points.hpp"

using namespace gauntlet::schedule;

namespace {

constexpr unsigned for_reading = 1u << 3;  // __tsan_mutex_read_lock
char dummy;                                // its address stands for every fiber and tag

}  // namespace

#define GAUNTLET_WEAK __attribute__((weak))
#define GAUNTLET_NO_OP(name) \
  GAUNTLET_WEAK void name() {}
#define GAUNTLET_RETURNS(result, name, value) \
  GAUNTLET_WEAK result name() { return value; }

extern "C" {

GAUNTLET_WEAK void __tsan_mutex_pre_lock(void* mutex, unsigned) {
  point(op::announced_lock, mutex, GAUNTLET_CALLER);
}
GAUNTLET_WEAK void __tsan_mutex_post_unlock(void* mutex, unsigned) {
  point(op::announced_unlock, mutex, GAUNTLET_CALLER);
}
/// Returns the number of locks that the unlock releases.
GAUNTLET_WEAK int __tsan_mutex_pre_unlock(void*, unsigned flags) {
  return (flags & for_reading) != 0 ? 0 : 1;
}
GAUNTLET_NO_OP(__tsan_mutex_create)
GAUNTLET_NO_OP(__tsan_mutex_destroy)
GAUNTLET_NO_OP(__tsan_mutex_post_lock)
GAUNTLET_NO_OP(__tsan_mutex_pre_signal)
GAUNTLET_NO_OP(__tsan_mutex_post_signal)
GAUNTLET_NO_OP(__tsan_mutex_pre_divert)
GAUNTLET_NO_OP(__tsan_mutex_post_divert)
GAUNTLET_NO_OP(__tsan_check_no_mutexes_held)

GAUNTLET_NO_OP(__tsan_acquire)
GAUNTLET_NO_OP(__tsan_release)
GAUNTLET_NO_OP(__tsan_flush_memory)

GAUNTLET_RETURNS(void*, __tsan_get_current_fiber, &dummy)
GAUNTLET_RETURNS(void*, __tsan_create_fiber, &dummy)
GAUNTLET_NO_OP(__tsan_destroy_fiber)
GAUNTLET_NO_OP(__tsan_switch_to_fiber)
GAUNTLET_NO_OP(__tsan_set_fiber_name)

GAUNTLET_RETURNS(void*, __tsan_external_register_tag, &dummy)
GAUNTLET_NO_OP(__tsan_external_register_header)
GAUNTLET_NO_OP(__tsan_external_assign_tag)
GAUNTLET_NO_OP(__tsan_external_read)
GAUNTLET_NO_OP(__tsan_external_write)

// There is never a report.
GAUNTLET_RETURNS(void*, __tsan_get_current_report, nullptr)
GAUNTLET_RETURNS(int, __tsan_get_report_data, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_stack, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_mop, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_loc, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_mutex, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_thread, 0)
GAUNTLET_RETURNS(int, __tsan_get_report_unique_tid, 0)

GAUNTLET_NO_OP(AnnotateBenignRace)
GAUNTLET_NO_OP(AnnotateBenignRaceSized)
GAUNTLET_NO_OP(AnnotateCondVarSignal)
GAUNTLET_NO_OP(AnnotateCondVarSignalAll)
GAUNTLET_NO_OP(AnnotateCondVarWait)
GAUNTLET_NO_OP(AnnotateEnableRaceDetection)
GAUNTLET_NO_OP(AnnotateExpectRace)
GAUNTLET_NO_OP(AnnotateFlushExpectedRaces)
GAUNTLET_NO_OP(AnnotateFlushState)
GAUNTLET_NO_OP(AnnotateHappensAfter)
GAUNTLET_NO_OP(AnnotateHappensBefore)
GAUNTLET_NO_OP(AnnotateIgnoreReadsBegin)
GAUNTLET_NO_OP(AnnotateIgnoreReadsEnd)
GAUNTLET_NO_OP(AnnotateIgnoreSyncBegin)
GAUNTLET_NO_OP(AnnotateIgnoreSyncEnd)
GAUNTLET_NO_OP(AnnotateIgnoreWritesBegin)
GAUNTLET_NO_OP(AnnotateIgnoreWritesEnd)
GAUNTLET_NO_OP(AnnotateMemoryIsInitialized)
GAUNTLET_NO_OP(AnnotateMemoryIsUninitialized)
GAUNTLET_NO_OP(AnnotateMutexIsNotPHB)
GAUNTLET_NO_OP(AnnotateMutexIsUsedAsCondVar)
GAUNTLET_NO_OP(AnnotateNewMemory)
GAUNTLET_NO_OP(AnnotateNoOp)
GAUNTLET_NO_OP(AnnotatePCQCreate)
GAUNTLET_NO_OP(AnnotatePCQDestroy)
GAUNTLET_NO_OP(AnnotatePCQGet)
GAUNTLET_NO_OP(AnnotatePCQPut)
GAUNTLET_NO_OP(AnnotatePublishMemoryRange)
GAUNTLET_NO_OP(AnnotateRWLockAcquired)
GAUNTLET_NO_OP(AnnotateRWLockCreate)
GAUNTLET_NO_OP(AnnotateRWLockCreateStatic)
GAUNTLET_NO_OP(AnnotateRWLockDestroy)
GAUNTLET_NO_OP(AnnotateRWLockReleased)
GAUNTLET_NO_OP(AnnotateThreadName)
GAUNTLET_NO_OP(AnnotateTraceMemory)
GAUNTLET_NO_OP(AnnotateUnpublishMemoryRange)
GAUNTLET_NO_OP(WTFAnnotateBenignRaceSized)
GAUNTLET_NO_OP(WTFAnnotateHappensAfter)
GAUNTLET_NO_OP(WTFAnnotateHappensBefore)
GAUNTLET_RETURNS(int, RunningOnValgrind, 0)
GAUNTLET_RETURNS(double, ValgrindSlowdown, 1)
GAUNTLET_RETURNS(const char*, ThreadSanitizerQuery, "0")  // to every question: no
}
