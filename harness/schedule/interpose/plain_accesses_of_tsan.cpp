// Plain memory accesses in the `tsan` flavour. The program is linked with --wrap for each name, so that a
// call of
// __tsan_read… or __tsan_write… in the subject arrives here: first a scheduling point, if
// schedule_limits::plain_accesses asks for it, then ThreadSanitizer's own function. The compiler turns that
// last call into a jump, so that ThreadSanitizer takes the subject for its caller. The names are those that
// clang and gcc call by default (compiler-rt/lib/tsan/rtl/tsan_interface.h).

#include <cstddef>

#include "harness/schedule/interpose/atomic_effects.hpp"
#include "harness/schedule/plain_accesses.hpp"

namespace gauntlet::schedule {
namespace {

bool plain_accesses = false;  // set before a schedule begins

/// Inline, so that an access costs no more than a test of the flag where none is a point.
inline void access(op kind, const void* object, std::size_t size, void* caller) {
  if (__builtin_expect(!plain_accesses, 1)) return;
  if (kind == op::plain_read)
    plain_read_point(object, size, caller);
  else
    point(kind, object, caller);
}

}  // namespace

void make_points_of_plain_accesses(bool on) { plain_accesses = on; }
bool can_make_points_of_plain_accesses() { return true; }
bool points_at_plain_accesses_are_cheap() { return false; }

}  // namespace gauntlet::schedule

using namespace gauntlet::schedule;

#define GAUNTLET_ACCESS(NAME, SIZE, KIND)        \
  void __real___tsan_##NAME##SIZE(void*);        \
  void __wrap___tsan_##NAME##SIZE(void* at) {    \
    access(op::KIND, at, SIZE, GAUNTLET_CALLER); \
    __real___tsan_##NAME##SIZE(at);              \
  }
#define GAUNTLET_RANGE(NAME, KIND)                        \
  void __real___tsan_##NAME(void*, std::size_t);          \
  void __wrap___tsan_##NAME(void* at, std::size_t size) { \
    access(op::KIND, at, size, GAUNTLET_CALLER);          \
    __real___tsan_##NAME(at, size);                       \
  }
#define GAUNTLET_ACCESSES(SIZE)           \
  GAUNTLET_ACCESS(read, SIZE, plain_read) \
  GAUNTLET_ACCESS(write, SIZE, plain_write)
#define GAUNTLET_UNALIGNED_ACCESSES(SIZE)           \
  GAUNTLET_ACCESS(unaligned_read, SIZE, plain_read) \
  GAUNTLET_ACCESS(unaligned_write, SIZE, plain_write)

extern "C" {

GAUNTLET_ACCESSES(1)
GAUNTLET_ACCESSES(2)
GAUNTLET_ACCESSES(4)
GAUNTLET_ACCESSES(8)
GAUNTLET_ACCESSES(16)
GAUNTLET_UNALIGNED_ACCESSES(2)
GAUNTLET_UNALIGNED_ACCESSES(4)
GAUNTLET_UNALIGNED_ACCESSES(8)
GAUNTLET_UNALIGNED_ACCESSES(16)
GAUNTLET_RANGE(read_range, plain_read)
GAUNTLET_RANGE(write_range, plain_write)
}
