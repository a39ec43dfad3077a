#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(futexes);

long futex(const unsynchronised_atomic<std::uint32_t>& word, int operation, std::uint32_t value,
           const timespec* timeout = nullptr) {
  return syscall(SYS_futex, word.address(), operation | FUTEX_PRIVATE_FLAG, value, timeout, nullptr,
                 FUTEX_BITSET_MATCH_ANY);
}

time_t seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

TEST(futexes, do_not_wait_if_the_word_has_changed) {
  const auto out = run_once([] {
    const unsynchronised_atomic<std::uint32_t> word(1);
    EXPECT_EQ(futex(word, FUTEX_WAIT, 0), -1);
    EXPECT_EQ(errno, EAGAIN);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(futexes, time_out_after_a_duration_or_at_a_deadline) {
  const auto out = run_once([] {
    const unsynchronised_atomic<std::uint32_t> word;
    const auto start = seconds_now();
    const timespec second{1, 0};
    EXPECT_EQ(futex(word, FUTEX_WAIT, 0, &second), -1);
    EXPECT_EQ(errno, ETIMEDOUT);
    EXPECT_EQ(seconds_now(), start + 1);
    const timespec deadline{start + 5, 0};
    EXPECT_EQ(futex(word, FUTEX_WAIT_BITSET, 0, &deadline), -1);
    EXPECT_EQ(errno, ETIMEDOUT);
    EXPECT_EQ(seconds_now(), start + 5);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(futexes, wake_at_most_the_requested_number) {
  const auto tally = run_schedules(100, [] {
    unsynchronised_atomic<std::uint32_t> word;
    const auto wait = [&] {
      while (word.load() == 0) futex(word, FUTEX_WAIT, 0);
    };
    std::thread one(wait), two(wait);
    EXPECT_LE(futex(word, FUTEX_WAKE, 1), 1);  // at most one; it waits again
    word.store(1);
    EXPECT_LE(futex(word, FUTEX_WAKE, 2), 2);
    one.join();
    two.join();
  });
  EXPECT_EQ(tally.done, 100u);
}

TEST(futexes, leave_other_system_calls_to_the_kernel) {
  run_once([] {
    EXPECT_EQ(syscall(SYS_getpid), getpid());
    EXPECT_EQ(syscall(SYS_close, -1), -1);
    EXPECT_EQ(errno, EBADF);
  });
}

}  // namespace
}  // namespace gauntlet::schedule
