// The reference counts of exceptions lie in libstdc++, which is not instrumented: ThreadSanitizer sees
// neither the counts nor the order that they make between the last reader of an exception and its
// destruction. It is told here, for each exception object. (Layout of __cxa_refcounted_exception:
// libstdc++-v3/libsupc++/unwind-cxx.h.)

#include <cxxabi.h>
#include <unwind.h>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(void, __cxa_end_catch)
GAUNTLET_REAL(void, _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv, void**)

namespace gauntlet::schedule {
namespace {

/// The first words of what __cxa_get_globals gives.
struct exception_globals {
  char* caught;  // the header of the exception in the innermost handler
};

constexpr std::ptrdiff_t offset_of_unwind_header = 80;
constexpr std::ptrdiff_t size_of_header = 112;
constexpr std::uint64_t class_of_libstdcxx =
    0x474e5543432b2b00u;  // "GNUCC++\0"; \1 for one that depends on another

const void* exception_being_handled() {
  const auto* globals = reinterpret_cast<const exception_globals*>(abi::__cxa_get_globals());
  char* header = globals->caught;
  if (header == nullptr) return nullptr;
  const auto kind = *reinterpret_cast<const std::uint64_t*>(header + offset_of_unwind_header);
  if ((kind & ~std::uint64_t{0xff}) != class_of_libstdcxx) return nullptr;
  const bool depends_on_another = (kind & 1) != 0;
  return depends_on_another ? *reinterpret_cast<void**>(header) : header + size_of_header;
}

void a_count_changes(const void* exception) {
  if (exception == nullptr) return;
  happens_before::acquire(exception);
  happens_before::release(exception);
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

void __cxa_end_catch() {
  if (happens_before::tsan_is_linked() && controlled()) a_count_changes(exception_being_handled());
  real::__cxa_end_catch()();
}
void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(void** self) noexcept {
  if (happens_before::tsan_is_linked() && controlled()) a_count_changes(*self);
  real::_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv()(self);
}
}
