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

constexpr int deadly[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
struct sigaction before[std::size(deadly)];

/// Nothing is allocated: the heap may be what is broken.
class text {
 public:
  text& operator<<(const char* words) {
    while (*words != '\0') put(*words++);
    return *this;
  }
  text& operator<<(std::uint16_t number) {
    constexpr char digits[] = "0123456789abcdef";
    int shift = 12;
    while (shift > 0 && (number >> shift) == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) put(digits[(number >> shift) & 15]);
    return *this;
  }
  ~text() { flush(); }

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

void say() {
  const flight_record& last = flight_of_last();
  text out;
  out << "\ndied in a schedule of " << last.strategy
      << "; to run it again: GAUNTLET_REPLAY=" << token_version;
  for (std::uint32_t i = 0; i < last.decision_count; ++i) {
    if (i > 0) out << ".";
    out << last.decisions[i];
  }
  out << "\n";
}

void on_signal(int number) {
  signal(number, SIG_DFL);
  say();
  raise(number);
}

}  // namespace

crash_report::crash_report() {
  for (std::size_t i = 0; i < std::size(deadly); ++i) {
    sigaction(deadly[i], nullptr, &before[i]);
    if (before[i].sa_handler == SIG_DFL) signal(deadly[i], on_signal);  // a sanitizer's own comes first
  }
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(say);
}

crash_report::~crash_report() {
  for (std::size_t i = 0; i < std::size(deadly); ++i) sigaction(deadly[i], &before[i], nullptr);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(nullptr);
}

}  // namespace gauntlet::schedule
