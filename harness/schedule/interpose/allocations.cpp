// operator new, wrapped at link time (--wrap, symbol names of the Itanium C++ ABI). The wrapper jumps to the
// real operator new instead of calling it: a sanitizer that unwinds the stack finds the caller's frame and
// none of the harness.

#include "harness/schedule/allocations.hpp"

#include <cstddef>
#include <new>

#include "harness/schedule/interpose/interpose.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

#if __has_cpp_attribute(clang::musttail)
#define GAUNTLET_TAIL_CALL [[clang::musttail]] return
#else
#define GAUNTLET_TAIL_CALL return
#endif

namespace gauntlet::schedule {
namespace {

unsynchronised_atomic<std::uint32_t> counted;
unsynchronised_atomic<std::uint32_t> fails_at;
// The number of watched_allocations objects. The initial-exec model needs no call of __tls_get_addr, which
// sanitizers intercept.
__thread std::uint32_t watched __attribute__((tls_model("initial-exec"))) = 0;

/// Returns whether the allocation must fail: the one that the plan numbers, or one that the strategy draws.
bool fails() {
  if (watched > 0 && counted.add(1) + 1 == fails_at.load()) return true;
  return gauntlet_engine_fails_allocations && controlled() && the_scheduler().allocation_fails();
}

}  // namespace

void begin_counting_allocations(std::uint32_t fail_at) {
  counted.store(0);
  fails_at.store(fail_at);
}
void stop_failing_allocations() { fails_at.store(0); }
std::uint32_t counted_allocations() { return counted.load(); }
watched_allocations::watched_allocations() { ++watched; }
watched_allocations::~watched_allocations() { --watched; }

}  // namespace gauntlet::schedule

using gauntlet::schedule::fails;

#define GAUNTLET_ALLOCATION(symbol, on_failure, parameters, arguments) \
  void* __real_##symbol parameters;                                    \
  void* __wrap_##symbol parameters {                                   \
    if (__builtin_expect(fails(), 0)) on_failure;                      \
    GAUNTLET_TAIL_CALL __real_##symbol arguments;                      \
  }

extern "C" {
GAUNTLET_ALLOCATION(_Znwm, throw std::bad_alloc(), (std::size_t size), (size))
GAUNTLET_ALLOCATION(_Znam, throw std::bad_alloc(), (std::size_t size), (size))
GAUNTLET_ALLOCATION(_ZnwmSt11align_val_t, throw std::bad_alloc(),
                    (std::size_t size, std::align_val_t alignment), (size, alignment))
GAUNTLET_ALLOCATION(_ZnamSt11align_val_t, throw std::bad_alloc(),
                    (std::size_t size, std::align_val_t alignment), (size, alignment))
GAUNTLET_ALLOCATION(_ZnwmRKSt9nothrow_t, return nullptr, (std::size_t size, const std::nothrow_t& n),
                    (size, n))
GAUNTLET_ALLOCATION(_ZnamRKSt9nothrow_t, return nullptr, (std::size_t size, const std::nothrow_t& n),
                    (size, n))
}
