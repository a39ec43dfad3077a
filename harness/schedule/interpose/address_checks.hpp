#pragma once

#include <cstddef>

/// AddressSanitizer's check of an atomic operation. The compiler checks plain accesses in the subject. It
/// does not check atomics that are calls, so the called function must.
namespace gauntlet::schedule {

#ifdef GAUNTLET_CHECKS_ADDRESSES

// Interface: compiler-rt/include/sanitizer/asan_interface.h. The last parameter is internal and always 0.
extern "C" void* __asan_region_is_poisoned(void* begin, std::size_t size);
extern "C" void __asan_report_error(void* pc, void* frame, void* stack, void* address, int writes,
                                    std::size_t size, unsigned experiment);

/// Reports an access to a byte that may not be accessed. `caller`: the return address in the subject, which
/// becomes the first frame of the report.
[[gnu::noinline, gnu::cold]] inline void report_bad_access(void* address, std::size_t size, bool writes,
                                                           void* caller) {
  void* frame = __builtin_frame_address(0);
  __asan_report_error(caller, frame, frame, address, writes ? 1 : 0, size, 0);
}

/// Must be called after the scheduling point of the operation: another thread may free the object there.
inline void check_address(const volatile void* object, std::size_t size, bool writes, void* caller) {
  void* begin = const_cast<void*>(object);
  if (__builtin_expect(__asan_region_is_poisoned(begin, size) != nullptr, 0))
    report_bad_access(begin, size, writes, caller);
}

#else

inline void check_address(const volatile void*, std::size_t, bool, void*) {}

#endif

}  // namespace gauntlet::schedule
