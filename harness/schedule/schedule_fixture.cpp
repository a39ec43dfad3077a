#include "harness/schedule/schedule_fixture.hpp"

#include <dlfcn.h>

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
int threads_of_report[2] = {-1, -1};
void* pc_of_report = nullptr;
}  // namespace

extern "C" {
void __asan_init() __attribute__((weak));
// An abandoned schedule leaks its resources.
const char* __lsan_default_options() { return "detect_leaks=0"; }
// Declared as in compiler-rt/lib/tsan/rtl/tsan_debugging.cpp.
int __tsan_get_report_data(void* report, const char** description, int* count, int* stacks, int* accesses,
                           int* locations, int* mutexes, int* threads, int* thread_ids, void** sleep_trace,
                           unsigned long trace_size) __attribute__((weak));
int __tsan_get_report_mop(void* report, unsigned long index, int* thread, void** address, int* size,
                          int* write, int* atomic, void** trace, unsigned long trace_size)
    __attribute__((weak));
GAUNTLET_UNINSTRUMENTED void __tsan_on_report(void* report) {
  ++reports;
  const char* description = nullptr;
  void *address = nullptr, *trace = nullptr;
  int counts[7] = {}, size = 0, write = 0, atomic = 0;
  __tsan_get_report_data(report, &description, &counts[0], &counts[1], &counts[2], &counts[3], &counts[4],
                         &counts[5], &counts[6], &trace, 1);
  for (int i = 0; i < 2 && i < counts[2]; ++i)
    __tsan_get_report_mop(report, static_cast<unsigned long>(i), &threads_of_report[i], &address, &size,
                          &write, &atomic, &trace, 1);
  pc_of_report = trace;
}
GAUNTLET_UNINSTRUMENTED const char* __tsan_default_options() {
  return "suppress_equal_stacks=0:suppress_equal_addresses=0:atexit_sleep_ms=0:exitcode=0:symbolize=0:log_"
         "path=/dev/null:handle_segv=0:handle_sigbus=0";  // as in explored_reports.cpp
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
      flush_sanitizer_reports();
    }
    if (!chooser.end(out.how)) break;
  }
  return tally;
}

outcome run_once(const std::function<void()>& body, std::uint64_t seed, const schedule_faults& faults) {
  random_walk chooser;
  chooser.begin({seed, 0});
  return run_schedule(chooser, body, {}, faults);
}

schedule_tally run_schedules(std::uint32_t count, const std::function<void()>& body) {
  random_walk chooser;
  return run_schedules(chooser, count, body);
}

std::set<int> threads_of_the_last_report() {
  std::set<int> out(std::begin(threads_of_report), std::end(threads_of_report));
  out.erase(-1);
  return out;
}

std::string function_of_the_last_report() {
  Dl_info found{};
  return dladdr(pc_of_report, &found) != 0 && found.dli_sname != nullptr ? found.dli_sname : "";
}

bool under_thread_sanitizer() { return thread_sanitizer_is_linked(); }
bool under_address_sanitizer() { return &__asan_init != nullptr; }

bool atomics_are_points() {
#ifdef GAUNTLET_ATOMICS_ARE_POINTS
  return true;
#else
  return false;
#endif
}

}  // namespace gauntlet::schedule
