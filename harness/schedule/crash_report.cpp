#include "harness/schedule/crash_report.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstddef>
#include <iterator>

#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/replay_token.hpp"

extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace gauntlet::schedule {
namespace {

constexpr int fatal_signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
struct sigaction before[std::size(fatal_signals)];

/// Writes to standard error with system calls only. It runs in a signal handler, and the heap may be corrupt,
/// so it must not allocate.
class stderr_writer {
 public:
  stderr_writer& operator<<(const char* words) {
    while (*words != '\0') put(*words++);
    return *this;
  }
  stderr_writer& operator<<(std::uint16_t number) {
    constexpr char digits[] = "0123456789abcdef";
    int shift = 12;
    while (shift > 0 && (number >> shift) == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) put(digits[(number >> shift) & 15]);
    return *this;
  }
  ~stderr_writer() { flush(); }

 private:
  void put(char c) {
    if (length_ == sizeof buffer_) flush();
    buffer_[length_++] = c;
  }
  void flush() {
    for (std::size_t done = 0; done < length_;) {
      const auto n = write(STDERR_FILENO, buffer_ + done, length_ - done);
      if (n <= 0) break;
      done += static_cast<std::size_t>(n);
    }
    length_ = 0;
  }

  char buffer_[512];
  std::size_t length_ = 0;
};

void write_crash_report() {
  const flight_record& last = last_flight_record();
  stderr_writer out;
  out << "\nthe process crashed in a schedule of " << last.strategy
      << "; to replay it, set GAUNTLET_REPLAY=" << token_version;
  for (std::uint32_t i = 0; i < last.decision_count; ++i) {
    if (i > 0) out << ".";
    out << last.decisions[i];
  }
  out << "\n";
}

void on_signal(int number) {
  signal(number, SIG_DFL);
  write_crash_report();
  raise(number);
}

}  // namespace

crash_report::crash_report() {
  for (std::size_t i = 0; i < std::size(fatal_signals); ++i) {
    sigaction(fatal_signals[i], nullptr, &before[i]);
    // Keeps the handler of a sanitizer, which calls the death callback below.
    if (before[i].sa_handler == SIG_DFL) signal(fatal_signals[i], on_signal);
  }
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(write_crash_report);
}

crash_report::~crash_report() {
  for (std::size_t i = 0; i < std::size(fatal_signals); ++i) sigaction(fatal_signals[i], &before[i], nullptr);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(nullptr);
}

}  // namespace gauntlet::schedule
