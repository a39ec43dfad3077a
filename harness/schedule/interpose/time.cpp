// Time is virtual under control. It jumps to the next deadline when no thread can make progress, and, as
// often as schedule_faults::timeouts allows, while others can (engine/virtual_clock.hpp,
// engine/spin_detector.hpp). The clocks of processor time
// stay real.

#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, sched_yield)
GAUNTLET_REAL(int, nanosleep, const timespec*, timespec*)
GAUNTLET_REAL(int, clock_nanosleep, clockid_t, int, const timespec*, timespec*)
GAUNTLET_REAL(int, usleep, useconds_t)
GAUNTLET_REAL(unsigned, sleep, unsigned)
GAUNTLET_REAL(int, clock_gettime, clockid_t, timespec*)
GAUNTLET_REAL(int, gettimeofday, timeval*, void*)
GAUNTLET_REAL(time_t, time, time_t*)
GAUNTLET_REAL(int, timespec_get, timespec*, int)

namespace gauntlet::schedule {
namespace {

bool is_virtual(clockid_t clock) {
  return clock != CLOCK_PROCESS_CPUTIME_ID && clock != CLOCK_THREAD_CPUTIME_ID;
}

/// Sleeping until a time that has passed only yields.
int sleep_until(std::int64_t when, void* caller) {
  scheduler& s = the_scheduler();
  if (when <= s.now())
    s.point(op::yield, nullptr, caller);
  else
    s.until_woken(op::sleep, nullptr, caller, when);
  return 0;
}

/// A sleep that ends after the last representable time never ends.
int sleep_for(std::int64_t ns, void* caller) {
  return sleep_until(the_scheduler().deadline_after(ns), caller);
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int sched_yield() noexcept {
  if (!controlled()) return real::sched_yield()();
  the_scheduler().point(op::yield, nullptr, GAUNTLET_CALLER);
  return 0;
}
int nanosleep(const timespec* duration, timespec* left) {
  if (!controlled()) return real::nanosleep()(duration, left);
  return sleep_for(nanoseconds(*duration), GAUNTLET_CALLER);
}
int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
  if (!controlled()) return real::clock_nanosleep()(clock, flags, time, left);
  const auto ns = nanoseconds(*time);
  return (flags & TIMER_ABSTIME) != 0 ? sleep_until(ns, GAUNTLET_CALLER) : sleep_for(ns, GAUNTLET_CALLER);
}
int usleep(useconds_t us) {
  if (!controlled()) return real::usleep()(us);
  return sleep_for(std::int64_t{us} * 1000, GAUNTLET_CALLER);
}
unsigned sleep(unsigned seconds) {
  if (!controlled()) return real::sleep()(seconds);
  sleep_for(std::int64_t{seconds} * 1'000'000'000, GAUNTLET_CALLER);
  return 0;
}
int clock_gettime(clockid_t clock, timespec* out) noexcept {
  if (!controlled() || !is_virtual(clock)) return real::clock_gettime()(clock, out);
  const auto now = the_scheduler().read_clock(GAUNTLET_CALLER);
  *out = {static_cast<time_t>(now / 1'000'000'000), static_cast<long>(now % 1'000'000'000)};
  return 0;
}
int gettimeofday(timeval* out, void* zone) noexcept {
  if (!controlled()) return real::gettimeofday()(out, zone);
  const auto now = the_scheduler().read_clock(GAUNTLET_CALLER);
  *out = {static_cast<time_t>(now / 1'000'000'000), static_cast<suseconds_t>(now % 1'000'000'000 / 1000)};
  return 0;
}
int timespec_get(timespec* out, int base) noexcept {
  if (!controlled() || base != TIME_UTC) return real::timespec_get()(out, base);
  clock_gettime(CLOCK_REALTIME, out);
  return base;
}
time_t time(time_t* out) noexcept {
  if (!controlled()) return real::time()(out);
  const auto now = static_cast<time_t>(the_scheduler().read_clock(GAUNTLET_CALLER) / 1'000'000'000);
  if (out != nullptr) *out = now;
  return now;
}
}
