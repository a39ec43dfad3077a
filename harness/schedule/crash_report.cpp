#include "harness/schedule/crash_report.hpp"

#include <signal.h>
#include <sys/syscall.h>

#include <cstddef>
#include <iterator>

#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/kernel_signals.hpp"
#include "harness/schedule/source_line.hpp"
#include "harness/schedule/token_text.hpp"

extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace gauntlet::schedule {
namespace {

using machine::system_call;

struct fatal_signal {
  int number;
  const char* name;
};
constexpr fatal_signal fatal_signals[] = {{SIGABRT, "SIGABRT"}, {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},
                                          {SIGFPE, "SIGFPE"},   {SIGILL, "SIGILL"},   {SIGTRAP, "SIGTRAP"}};
kernel_signals::action before[std::size(fatal_signals)];
bool replaced[std::size(fatal_signals)];

reported_call current_call;
long reporting_process = 0;  // 0: there is no crash_report
long home = 0;               // the kernel thread that runs the schedules
std::uint32_t reports_begun = 0;

const char* name_of(int number) {
  for (const auto& each : fatal_signals)
    if (each.number == number) return each.name;
  return "a signal";
}

void put(void* to, char letter) { *static_cast<message*>(to) << letter; }

void on_signal(int number, siginfo_t* information, void* context) {
  kernel_signals::set_default(number);
  if (begin_end_report()) {
    message out;
    out << "\nthe process crashed with " << name_of(number);
    if (kernel_signals::is_stack_overflow(number, information, context)) out << " (a stack overflow)";
    complete_end_report(out, {end_of_schedule::crashed, number});
  }
  // Blocked until this handler returns. Then its default action ends the process.
  system_call(SYS_tgkill, system_call(SYS_getpid), system_call(SYS_gettid), number);
}

void on_death() {
  if (!begin_end_report()) return;
  message out;
  out << "\nthe sanitizer ended the process";
  complete_end_report(out, {end_of_schedule::crashed, 0});
}

}  // namespace

crash_report::crash_report(const reported_call& call) {
  current_call.verifies = call.verifies;
  current_call.call.number = call.call.number;
  for (std::size_t i = 0; i < sizeof call.call.test; ++i) current_call.call.test[i] = call.call.test[i];
  reporting_process = system_call(SYS_getpid);
  home = system_call(SYS_gettid);
  reports_begun = 0;
  kernel_signals::provide_stack();
  for (std::size_t i = 0; i < std::size(fatal_signals); ++i) {
    // Keeps the handler of a sanitizer, which calls the death callback below.
    replaced[i] = kernel_signals::has_default(fatal_signals[i].number);
    if (replaced[i]) before[i] = kernel_signals::handle(fatal_signals[i].number, on_signal);
  }
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(on_death);
}

crash_report::~crash_report() {
  for (std::size_t i = 0; i < std::size(fatal_signals); ++i)
    if (replaced[i]) kernel_signals::restore(fatal_signals[i].number, before[i]);
  kernel_signals::withdraw_stack();
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(nullptr);
  reporting_process = 0;
}

bool reports_ends_of_process() {
  return reporting_process != 0 && reporting_process == system_call(SYS_getpid);
}

long home_thread() { return home; }

bool begin_end_report() {
  gauntlet_engine_controls = false;
  return reports_ends_of_process() && __atomic_exchange_n(&reports_begun, 1, __ATOMIC_ACQ_REL) == 0;
}

void complete_end_report(message& out, schedule_end end) {
  answer_replay(end);
  const flight_record& last = last_flight_record();
  if (last.number == first_run)
    out << " in the first run of the body";
  else if (last.number == 0)
    out << " in a schedule of " << last.strategy;
  else
    out << " in schedule " << std::uint64_t{last.number} << " of " << last.strategy;
  out.flush();
  replay_comparison compared;
  if (current_call.verifies) compared = replay_in_new_process(current_call.call, end);
  out << (compared.result == replay_comparison::verdict::different
              ? "; its token may not replay it: GAUNTLET_REPLAY="
              : "; to replay it, set GAUNTLET_REPLAY=");
  write_token(last.decisions, last.decision_count, last.plain_accesses, put, &out);
  out << "\n";
  if (current_call.verifies) {
    write_comparison(compared, put, &out);
    out << "\n";
  }
  out.flush();
}

void report_exit(const char* function, int code, void* caller) {
  const std::uint32_t thread = running_thread();
  if (begin_end_report()) {
    message out;
    out << "\nthread " << std::uint64_t{thread} << " ended the process: it called " << function << "(";
    if (code < 0) out << '-';
    out << static_cast<std::uint64_t>(code < 0 ? -static_cast<std::int64_t>(code) : code) << ") at "
        << line_of_call(caller).text << ",";
    complete_end_report(out, {end_of_schedule::exited, code});
  }
  system_call(SYS_exit_group, 1);
  __builtin_unreachable();
}

}  // namespace gauntlet::schedule
