// pthread_once, and the guards of function-local statics (the program is linked with --wrap=__cxa_guard_…).
// ThreadSanitizer's own would block the only kernel thread there is while the thread that initialises is not
// running.

#include <link.h>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, pthread_once, pthread_once_t*, void (*)())

extern "C" {
int __real___cxa_guard_acquire(std::uint64_t* guard);
void __real___cxa_guard_release(std::uint64_t* guard);
void __real___cxa_guard_abort(std::uint64_t* guard);
}

namespace gauntlet::schedule {
namespace {

void nothing() {}

/// What stands in a flag when it is done: 2 in glibc, 1 under ThreadSanitizer (2 in older ones). The real
/// function must understand ours, and we its.
int once_is_done() {
  static pthread_once_t done = PTHREAD_ONCE_INIT;
  if (done == PTHREAD_ONCE_INIT) real::pthread_once()(&done, nothing);
  return done;
}

struct address_range {
  std::uintptr_t begin = 0, end = 0;
};
struct cxx_libraries {
  address_range unwinder, standard;
};

bool names_file(const char* path, const char* file) {
  const char* begin = path;
  for (const char* at = path; *at != '\0'; ++at)
    if (*at == '/') begin = at + 1;
  while (*file != '\0')
    if (*begin++ != *file++) return false;
  return true;
}

int find_libraries(dl_phdr_info* info, std::size_t, void* out) {
  auto& found = *static_cast<cxx_libraries*>(out);
  address_range* range = names_file(info->dlpi_name, "libgcc_s.so")    ? &found.unwinder
                         : names_file(info->dlpi_name, "libstdc++.so") ? &found.standard
                                                                       : nullptr;
  if (range == nullptr) return 0;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
    const auto begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
    if (range->begin == 0 || begin < range->begin) range->begin = begin;
    if (begin + info->dlpi_phdr[i].p_memsz > range->end) range->end = begin + info->dlpi_phdr[i].p_memsz;
  }
  return 0;
}

/// What the C++ libraries themselves make once (the unwinder's tables, the classic locale, which every stream
/// asks for) is no point: how often they ask depends on the build, and none of it waits for anybody.
bool is_of_the_libraries(void* caller) {
  static cxx_libraries libraries;
  static bool searched = false;
  if (!searched) dl_iterate_phdr(find_libraries, &libraries);
  searched = true;
  const auto at = reinterpret_cast<std::uintptr_t>(caller);
  const auto inside = [at](const address_range& range) { return at >= range.begin && at < range.end; };
  return inside(libraries.unwinder) || inside(libraries.standard);
}

/// Holds the right to initialise, which goes back when the initialisation throws. Whoever tries next comes
/// after that, too ([thread.once.callonce]: active executions are ordered, also those that throw).
class initialiser {
 public:
  explicit initialiser(const void* of) : of_(of) {
    the_scheduler().record(of).owner = the_scheduler().running().id;
  }
  ~initialiser() {
    happens_before::release(of_);
    the_scheduler().record(of_).owner = no_thread;
    the_scheduler().changed(of_);
  }
  initialiser(const initialiser&) = delete;
  initialiser& operator=(const initialiser&) = delete;

 private:
  const void* of_;
};

int once(pthread_once_t* flag, void (*initialise)(), void* caller) {
  const happens_before::frame in(caller);
  the_scheduler().until_possible(op::once, flag, caller);
  happens_before::acquire(flag);
  if (*flag != once_is_done()) {
    const initialiser mine(flag);
    the_scheduler().changed(flag);
    initialise();
    *flag = once_is_done();
  }
  return 0;
}

// The Itanium C++ ABI, 3.3.3: the first byte of a guard says that the object is there.
std::uint8_t& is_initialised(std::uint64_t* guard) { return *reinterpret_cast<std::uint8_t*>(guard); }

/// Statics that are being made. Apart from the table of objects, whose ordinals must not depend on it.
struct initialisation {
  std::uint64_t* guard;
  thread_id by;
  bool awaited;
};
constexpr std::uint32_t max_initialisations = 64;
initialisation initialisations[max_initialisations];
std::uint32_t initialisation_count = 0;
std::uint64_t initialisation_schedule = 0;

initialisation* initialisation_of(const std::uint64_t* guard) {
  if (initialisation_schedule != the_scheduler().number())
    initialisation_count = 0;  // what was abandoned is made anew
  initialisation_schedule = the_scheduler().number();
  for (std::uint32_t i = 0; i < initialisation_count; ++i)
    if (initialisations[i].guard == guard) return &initialisations[i];
  return nullptr;
}

void begin_initialisation(std::uint64_t* guard) {
  if (initialisation_count == max_initialisations) machine::give_up("more than 64 statics are made at once");
  initialisations[initialisation_count++] = {guard, the_scheduler().running().id, false};
  ++the_scheduler().running().silent;
}

void end_initialisation(std::uint64_t* guard) {
  --the_scheduler().running().silent;
  initialisation* done = initialisation_of(guard);
  if (done == nullptr) return;
  const bool awaited = done->awaited;
  *done = initialisations[--initialisation_count];
  if (!awaited) return;
  the_scheduler().record(guard).owner = no_thread;
  the_scheduler().changed(guard);
}

/// Another thread makes it, and waits for something: until it is done.
void await_initialisation(initialisation& of, void* caller) {
  std::uint64_t* guard = of.guard;
  of.awaited = true;
  the_scheduler().record(guard).owner = of.by;
  the_scheduler().until_possible(op::once, guard, caller);
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int pthread_once(pthread_once_t* flag, void (*initialise)()) {
  if (!controlled() || is_of_the_libraries(GAUNTLET_CALLER)) return real::pthread_once()(flag, initialise);
  return once(flag, initialise, GAUNTLET_CALLER);
}

// A static is made once in a process, so in the first schedule alone: its initialisation must not count, or a
// schedule would be another one in a process that has made it. The compiler's own look at the guard is the
// point, before and after.
int __wrap___cxa_guard_acquire(std::uint64_t* guard) {
  if (!controlled()) return __real___cxa_guard_acquire(guard);
  while (initialisation* other = initialisation_of(guard)) await_initialisation(*other, GAUNTLET_CALLER);
  happens_before::acquire(guard);
  if (is_initialised(guard) != 0) return 0;
  begin_initialisation(guard);
  return 1;
}
void __wrap___cxa_guard_release(std::uint64_t* guard) {
  if (!controlled()) return __real___cxa_guard_release(guard);
  happens_before::release(guard);
  is_initialised(guard) = 1;
  end_initialisation(guard);
}
void __wrap___cxa_guard_abort(std::uint64_t* guard) {
  if (!controlled()) return __real___cxa_guard_abort(guard);
  happens_before::release(guard);
  end_initialisation(guard);
}
}
