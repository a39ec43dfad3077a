// Reference counts of exceptions. std::exception_ptr shares an exception object between threads, and the
// thread that releases the last reference destroys it. libstdc++ decrements the count atomically with acquire
// and release, which orders the destruction after every other thread's use of the object. ThreadSanitizer
// does not see this order, because libstdc++ is not instrumented, and would report the destruction as a data
// race. This file interposes the functions that decrement a count and annotates the order on the address of
// the exception object: each decrement happens after all earlier ones. Annotation and decrement are one step:
// no other thread under control runs between them.
//
// Layout: Itanium C++ ABI, Exception Handling, 2.2.1 (__cxa_exception) and 2.2.2 (__cxa_eh_globals);
// __cxa_refcounted_exception and __cxa_dependent_exception in libstdc++-v3/libsupc++/unwind-cxx.h.

#include <cxxabi.h>
#include <unwind.h>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(void, __cxa_end_catch)
// std::__exception_ptr::exception_ptr::_M_release()
GAUNTLET_REAL(void, _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv, void**)

namespace gauntlet::schedule {
namespace {

/// The first member of __cxa_eh_globals.
struct exception_globals {
  char* caught;  // the __cxa_exception of the innermost handler
};

// Of __cxa_exception on x86-64. The unwind header begins with the exception class; the exception object
// follows the whole header.
constexpr std::ptrdiff_t offset_of_unwind_header = 80;
constexpr std::ptrdiff_t size_of_header = 112;
constexpr std::uint64_t libstdcxx_exception_class =
    0x474e5543432b2b00u;  // "GNUCC++\0"; it ends with \1 for a dependent exception

/// The exception object of the innermost handler; null if there is none or another runtime threw it. An
/// exception that std::rethrow_exception throws is a dependent one: its first member points to the shared
/// object.
const void* exception_being_handled() {
  const auto* globals = reinterpret_cast<const exception_globals*>(abi::__cxa_get_globals());
  char* header = globals->caught;
  if (header == nullptr) return nullptr;
  const auto kind = *reinterpret_cast<const std::uint64_t*>(header + offset_of_unwind_header);
  if ((kind & ~std::uint64_t{0xff}) != libstdcxx_exception_class) return nullptr;
  const bool is_dependent = (kind & 1) != 0;
  return is_dependent ? *reinterpret_cast<void**>(header) : header + size_of_header;
}

void annotate_reference_count(const void* exception) {
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
  if (happens_before::tsan_is_linked() && controlled()) annotate_reference_count(exception_being_handled());
  real::__cxa_end_catch()();
}
void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(void** self) noexcept {
  if (happens_before::tsan_is_linked() && controlled()) annotate_reference_count(*self);
  real::_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv()(self);
}
}
