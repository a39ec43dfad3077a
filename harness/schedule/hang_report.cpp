// The report of a schedule that makes no progress. It is written by a signal handler on the thread that runs
// the schedules, because only there the place can be determined at which the code blocks or spins.

#include <signal.h>
#include <sys/syscall.h>

#include "harness/schedule/crash_report.hpp"
#include "harness/schedule/engine/call_stack.hpp"
#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/kernel_signals.hpp"
#include "harness/schedule/source_line.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

constexpr int request_signal = 62;  // a real-time signal; unlikely to be used or blocked by a program
constexpr std::uint32_t patience_ms = 2000, ended_ms = 600'000;

struct hang {
  bool slept;
  std::uint64_t seconds;
};
hang reported;
std::uint32_t handler_runs = 0;  // a futex

void write_seconds(message& out) { out << reported.seconds << " s"; }

/// Writes where the thread is now. `at`: the instruction that was interrupted; null: unknown.
void write_place(message& out, const void* at) {
  std::uintptr_t frames[flight_record::depth];
  take_call_stack(at, frames, flight_record::depth);
  if (frames[0] != 0) out << " at " << line_of_stack(frames, flight_record::depth).text;
}

void write_last_step(message& out) {
  const flight_record& last = last_flight_record();
  const std::uint32_t steps = last.so_far.steps;
  if (steps == 0 || steps >= flight_record::capacity) return;
  const step& what = last.trace[steps];
  out << "\nIts last operation, step " << std::uint64_t{steps} << ": " << phrase(what.kind);
  if (what.object != 0) out << " (object " << std::uint64_t{what.object} << ")";
  if (what.caller != nullptr) out << ", at " << line_of_call(what.caller).text;
}

[[noreturn]] void write_report(const void* at) {
  const std::uint32_t thread = running_thread();
  message out;
  out << "\nno progress: thread " << std::uint64_t{thread}
      << (reported.slept ? " has blocked for " : " has reached no scheduling point for ");
  write_seconds(out);
  out.flush();
  write_place(out, at);
  write_last_step(out);
  out << "\nCode outside control blocks or spins: a system call that waits (read, poll, epoll_wait), a "
         "library that "
         "was not instrumented, or a loop without a scheduling point (over a plain variable; in asan also "
         "over an "
         "atomic). If it only takes long, set explore_options::patience.\nThis happened";
  complete_end_report(out, {end_of_schedule::hung, 0});
  system_call(SYS_exit_group, 1);
  __builtin_unreachable();
}

void on_request(int, siginfo_t*, void* context) {
  if (!begin_end_report()) return;
  __atomic_store_n(&handler_runs, 1, __ATOMIC_RELEASE);
  machine::futex_wake(&handler_runs);
  write_report(kernel_signals::interrupted_at(context));
}

}  // namespace

void report_hang(bool slept, std::uint32_t waited_ms) {
  reported = {slept, (std::uint64_t{waited_ms} + 999) / 1000};
  kernel_signals::handle(request_signal, on_request);
  const long process = system_call(SYS_getpid);
  system_call(SYS_tgkill, process, home_thread(), request_signal);
  machine::futex_wait(&handler_runs, 0, patience_ms);
  if (begin_end_report()) write_report(nullptr);  // the thread does not handle signals
  for (const std::uint32_t never = 0;;) machine::futex_wait(&never, 0, ended_ms);
}

}  // namespace gauntlet::schedule
