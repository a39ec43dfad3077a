// The sentence about a replay in a new process.

#include "harness/schedule/new_process.hpp"

namespace gauntlet::schedule {
namespace {

class writer {
 public:
  writer(void (*put)(void*, char), void* to) : put_(put), to_(to) {}
  writer& operator<<(const char* words) {
    while (*words != '\0') put_(to_, *words++);
    return *this;
  }
  writer& operator<<(std::uint32_t number) {
    char digits[16];
    char* at = digits + sizeof digits - 1;
    *at = '\0';
    do *--at = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    return *this << at;
  }
  writer& operator<<(const step& what) {
    if (what.thread == no_step) return *this << "no further step";
    *this << "thread " << std::uint32_t{what.thread} << " " << phrase(what.kind);
    if (what.object != 0) *this << " (object " << what.object << ")";
    return *this;
  }
  writer& operator<<(const schedule_end& end) {
    switch (end.how) {
      case end_of_schedule::none:
        return *this << "did not end";
      case end_of_schedule::passed:
        return *this << "passed";
      case end_of_schedule::failed:
        return *this << "failed in another way";
      case end_of_schedule::crashed:
        return *this << "crashed with signal " << static_cast<std::uint32_t>(end.code);
      case end_of_schedule::exited:
        return *this << "ended the process with code " << static_cast<std::uint32_t>(end.code);
      case end_of_schedule::hung:
        return *this << "hung";
    }
    return *this;
  }

 private:
  void (*put_)(void*, char);
  void* to_;
};

}  // namespace

void write_comparison(const replay_comparison& compared, void (*put)(void*, char), void* to) {
  writer out(put, to);
  using verdict = replay_comparison::verdict;
  if (compared.result == verdict::not_tried) {
    out << "not verified: " << compared.why_not_tried;
  } else if (compared.result == verdict::same) {
    out << "verified: a new process replayed it with the same result";
  } else if (compared.differs_at == 0) {
    out << "not deterministic: a new process made the same steps, but the schedule " << compared.end;
  } else {
    out << "not deterministic: the replay in a new process differed at step " << compared.differs_at
        << "\n  recorded: " << compared.recorded << "\n  replayed: " << compared.replayed
        << "\n  The code depends on something that is not a function of the schedule, for example on "
           "addresses, on "
           "files, or on what earlier schedules left behind.";
  }
}

}  // namespace gauntlet::schedule
