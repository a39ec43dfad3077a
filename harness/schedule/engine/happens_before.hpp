#pragma once

#include <cstdint>

/// Reports to ThreadSanitizer exactly the happens-before edges of the subject's own synchronisation. The
/// scheduler itself adds none, although it serialises all steps. The functions do nothing if ThreadSanitizer
/// is not linked in. Interface: compiler-rt/include/sanitizer/tsan_interface.h.
/// A program may define functions of that interface itself, so their presence does not tell whether
/// ThreadSanitizer is linked in. Each flavour defines the constant (interpose/without_tsan.cpp,
/// interpose/tsan_interface_of_tsan.cpp). __real_: the subject's calls are wrapped, those of the engine are
/// not.
extern "C" {
extern const bool gauntlet_engine_tsan_is_linked;
void __tsan_acquire(void* address) __attribute__((weak));
void __tsan_release(void* address) __attribute__((weak));
void __real___tsan_mutex_pre_lock(void* address, unsigned flags) __attribute__((weak));
void __tsan_mutex_post_lock(void* address, unsigned flags, int recursion) __attribute__((weak));
int __tsan_mutex_pre_unlock(void* address, unsigned flags) __attribute__((weak));
void __real___tsan_mutex_post_unlock(void* address, unsigned flags) __attribute__((weak));
void __tsan_func_entry(void* caller) __attribute__((weak));
void __tsan_func_exit() __attribute__((weak));
void __tsan_flush_memory() __attribute__((weak));
}

namespace gauntlet::schedule::happens_before {

inline bool tsan_is_linked() { return gauntlet_engine_tsan_is_linked; }

/// While an object of this class exists, the caller of an interposed function is on ThreadSanitizer's shadow
/// call stack, so that a report names the subject's line.
class frame {
 public:
  explicit frame(void* caller) {
    if (tsan_is_linked()) __tsan_func_entry(caller);
  }
  ~frame() {
    if (tsan_is_linked()) __tsan_func_exit();
  }
  frame(const frame&) = delete;
  frame& operator=(const frame&) = delete;
};

inline void acquire(const void* address) {
  if (tsan_is_linked()) __tsan_acquire(const_cast<void*>(address));
}
inline void release(const void* address) {
  if (tsan_is_linked()) __tsan_release(const_cast<void*>(address));
}

/// Flags of __tsan_mutex_*: __tsan_mutex_write_reentrant, __tsan_mutex_read_lock, __tsan_mutex_try_lock.
inline constexpr unsigned recursive = 1u << 1, for_reading = 1u << 3, try_lock_flag = 1u << 4;

inline void locked(const void* mutex, unsigned flags) {
  if (!tsan_is_linked()) return;
  __real___tsan_mutex_pre_lock(const_cast<void*>(mutex), flags);
  __tsan_mutex_post_lock(const_cast<void*>(mutex), flags, 1);
}
inline void unlocks(const void* mutex, unsigned flags) {
  if (!tsan_is_linked()) return;
  __tsan_mutex_pre_unlock(const_cast<void*>(mutex), flags);
  __real___tsan_mutex_post_unlock(const_cast<void*>(mutex), flags);
}

/// ThreadSanitizer reports a race on the same memory only once. After this call it reports it again.
inline void flush_reports() {
  if (tsan_is_linked()) __tsan_flush_memory();
}

}  // namespace gauntlet::schedule::happens_before
