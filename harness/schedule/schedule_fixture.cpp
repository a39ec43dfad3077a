#include "harness/schedule/schedule_fixture.hpp"

#include <algorithm>

#include "harness/schedule/strategies/random_walk.hpp"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define GAUNTLET_ATOMICS_ARE_POINTS 1
#endif
#endif

#if defined(__clang__)
#define GAUNTLET_UNINSTRUMENTED __attribute__((disable_sanitizer_instrumentation))
#else
#define GAUNTLET_UNINSTRUMENTED
#endif

namespace {
std::uint32_t reports = 0;
}

extern "C" {
void __tsan_flush_memory() __attribute__((weak));
// A schedule that is abandoned leaks what it had.
const char* __lsan_default_options() { return "detect_leaks=0"; }
GAUNTLET_UNINSTRUMENTED void __tsan_on_report(void*) { ++reports; }
GAUNTLET_UNINSTRUMENTED const char* __tsan_default_options() {
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:atexit_sleep_ms=0:exitcode=0:symbolize=0:log_"
         "path=/dev/null";
}
}

namespace gauntlet::schedule {

schedule_tally run_schedules(strategy& chooser, std::uint32_t count, const std::function<void()>& body,
                             const schedule_limits& limits, const schedule_faults& faults) {
  schedule_tally tally;
  std::uint32_t longest = 0;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    chooser.begin({seed, longest});
    const auto before = reports;
    const auto out = run_schedule(chooser, body, limits, faults);
    longest = std::max(longest, out.steps);
    tally.done += out.how == ending::done ? 1 : 0;
    tally.deadlocks += out.how == ending::deadlock ? 1 : 0;
    tally.step_limits += out.how == ending::step_limit ? 1 : 0;
    if (reports != before) {
      ++tally.reported;
      forget_sanitizer_reports();
    }
    if (!chooser.end(out.how)) break;
  }
  return tally;
}

schedule_tally run_schedules(std::uint32_t count, const std::function<void()>& body) {
  random_walk chooser;
  return run_schedules(chooser, count, body);
}

bool under_thread_sanitizer() { return &__tsan_flush_memory != nullptr; }

bool atomics_are_points() {
#ifdef GAUNTLET_ATOMICS_ARE_POINTS
  return true;
#else
  return false;
#endif
}

}  // namespace gauntlet::schedule
