// pthread_once, and the guards of function-local statics (the program is linked with --wrap=__cxa_guard_…).
// The functions of the C library, the C++ runtime and ThreadSanitizer block the kernel thread while another
// thread initialises. Under control there is only one kernel thread. If it blocked, the initialisation would
// never end.

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

void no_op() {}

/// The value of a flag whose initialisation is done: 2 in glibc (__PTHREAD_ONCE_DONE), 1 in ThreadSanitizer's
/// interceptor (2 in older versions). It is found out by a call of the real function, because flags are
/// shared with that function: either may initialise and the other one must see that it is done.
int done_value() {
  static pthread_once_t done = PTHREAD_ONCE_INIT;
  if (done == PTHREAD_ONCE_INIT) real::pthread_once()(&done, no_op);
  return done;
}

struct address_range {
  std::uintptr_t begin = 0, end = 0;
};
struct cxx_libraries {
  address_range unwinder, standard;
};

/// Not strncmp and strrchr: sanitizers intercept them.
bool file_name_begins_with(const char* path, const char* file) {
  const char* begin = path;
  for (const char* at = path; *at != '\0'; ++at)
    if (*at == '/') begin = at + 1;
  while (*file != '\0')
    if (*begin++ != *file++) return false;
  return true;
}

/// Callback of dl_iterate_phdr(3): finds the address ranges of the two libraries.
int find_libraries(dl_phdr_info* info, std::size_t, void* out) {
  auto& found = *static_cast<cxx_libraries*>(out);
  address_range* range = file_name_begins_with(info->dlpi_name, "libgcc_s.so")    ? &found.unwinder
                         : file_name_begins_with(info->dlpi_name, "libstdc++.so") ? &found.standard
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

/// True for a call from libgcc_s or libstdc++, for example for the unwinder's tables or the classic locale.
/// Such a call is not a scheduling point: how often the libraries make it depends on the build, and their
/// initialisation waits for no other thread.
bool called_from_cxx_libraries(void* caller) {
  static cxx_libraries libraries;
  static bool searched = false;
  if (!searched) dl_iterate_phdr(find_libraries, &libraries);
  searched = true;
  const auto at = reinterpret_cast<std::uintptr_t>(caller);
  const auto inside = [at](const address_range& range) { return at >= range.begin && at < range.end; };
  return inside(libraries.unwinder) || inside(libraries.standard);
}

/// While it exists, the running thread owns the once flag. If the initialisation throws, the destructor
/// releases the flag, and the next thread tries again. The release is ordered before that next try:
/// [thread.once.callonce] orders all active executions, also those that throw.
class active_execution {
 public:
  explicit active_execution(const void* flag) : flag_(flag) {
    the_scheduler().record(flag).owner = the_scheduler().running().id;
  }
  ~active_execution() {
    happens_before::release(flag_);
    the_scheduler().record(flag_).owner = no_thread;
    the_scheduler().changed(flag_);
  }
  active_execution(const active_execution&) = delete;
  active_execution& operator=(const active_execution&) = delete;

 private:
  const void* flag_;
};

int once(pthread_once_t* flag, void (*initialise)(), void* caller) {
  const happens_before::frame in(caller);
  the_scheduler().until_possible(op::once, flag, caller);
  happens_before::acquire(flag);
  if (*flag != done_value()) {
    const active_execution mine(flag);
    the_scheduler().changed(flag);
    initialise();
    *flag = done_value();
  }
  return 0;
}

// Itanium C++ ABI, 3.3.3: the first byte of a guard is not 0 if the static is initialised.
std::uint8_t& is_initialised(std::uint64_t* guard) { return *reinterpret_cast<std::uint8_t*>(guard); }

/// A static that is being initialised. These are not in the table of objects, because the ordinals there must
/// not depend on whether a static was initialised earlier in the process. Only a guard that a thread waits
/// for is.
struct initialisation {
  std::uint64_t* guard;
  thread_id by;  // the thread that initialises
  bool awaited;  // another thread waits for it
};
constexpr std::uint32_t max_initialisations = 64;
initialisation initialisations[max_initialisations];
std::uint32_t initialisation_count = 0;
std::uint64_t initialisation_schedule = 0;

initialisation* initialisation_of(const std::uint64_t* guard) {
  if (initialisation_schedule != the_scheduler().number())
    initialisation_count = 0;  // initialisations of an abandoned schedule start again
  initialisation_schedule = the_scheduler().number();
  for (std::uint32_t i = 0; i < initialisation_count; ++i)
    if (initialisations[i].guard == guard) return &initialisations[i];
  return nullptr;
}

void begin_initialisation(std::uint64_t* guard) {
  if (initialisation_count == max_initialisations)
    machine::give_up("more than 64 static variables are being initialised at the same time");
  initialisations[initialisation_count++] = {guard, the_scheduler().running().id, false};
  ++the_scheduler().running().silent;
}

void end_initialisation(std::uint64_t* guard) {
  --the_scheduler().running().silent;
  the_scheduler().made_progress();
  initialisation* done = initialisation_of(guard);
  if (done == nullptr) return;
  const bool awaited = done->awaited;
  *done = initialisations[--initialisation_count];
  if (!awaited) return;
  the_scheduler().record(guard).owner = no_thread;
  the_scheduler().changed(guard);
}

/// Blocks until the initialisation by another thread is done or has thrown. That thread is blocked inside the
/// initialiser: it has no scheduling points there, so that it runs until it must wait. A thread that
/// re-enters its own initialisation deadlocks; in C++ that is undefined behaviour ([stmt.dcl]).
void await_initialisation(initialisation& other, void* caller) {
  std::uint64_t* guard = other.guard;
  other.awaited = true;
  the_scheduler().record(guard).owner = other.by;
  the_scheduler().until_possible(op::once, guard, caller);
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int pthread_once(pthread_once_t* flag, void (*initialise)()) {
  if (!controlled() || called_from_cxx_libraries(GAUNTLET_CALLER))
    return real::pthread_once()(flag, initialise);
  return once(flag, initialise, GAUNTLET_CALLER);
}

// A static is initialised once in a process, therefore only in the first schedule that reaches it. The
// initialisation adds no steps (logical_thread::silent), so that a schedule has the same steps in a process
// that has already initialised the static. In the flavours whose atomics are points, the load of the guard
// that the compiler emits before the call of __cxa_guard_acquire is the scheduling point; it is executed in
// both cases.
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
