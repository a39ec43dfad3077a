#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "harness/schedule/interpose/identity.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

volatile sig_atomic_t handled = 0;

/// Returns how often the handler runs for a signal that a logical thread sends to itself.
int handled_after(int (*send)()) {
  struct sigaction before, counts{};
  counts.sa_handler = [](int) { handled = handled + 1; };
  sigaction(SIGUSR1, &counts, &before);
  handled = 0;
  run_once([send] {
    std::thread([send] {
      EXPECT_EQ(send(), 0);
      struct sigaction now;
      sigaction(SIGUSR1, nullptr, &now);  // ThreadSanitizer delivers signals in such calls
    }).join();
  });
  sigaction(SIGUSR1, &before, nullptr);
  return handled;
}

TEST(signals, reach_the_logical_thread_that_sends_them_to_itself) {
  EXPECT_EQ(handled_after([] { return raise(SIGUSR1); }), 1);
  EXPECT_EQ(handled_after([] { return pthread_kill(pthread_self(), SIGUSR1); }), 1);
  EXPECT_EQ(handled_after([] { return kill(getpid(), SIGUSR1); }), 1);
  EXPECT_EQ(handled_after([] { return tgkill(getpid(), gettid(), SIGUSR1); }), 1);
}

TEST(identities, are_functions_of_the_schedule) {
  const auto real_process = getpid();
  pid_t process = 0, first = 0, second = 0;
  run_once([&] {
    process = getpid();
    first = gettid();
    std::thread([&] { second = gettid(); }).join();
    EXPECT_EQ(syscall(SYS_gettid), first);
  });
  EXPECT_EQ(process, process_under_control);
  EXPECT_EQ(first, thread_number_under_control(0));
  EXPECT_EQ(second, thread_number_under_control(1));
  EXPECT_EQ(getpid(), real_process);
}

TEST(identities, are_real_in_a_process_that_was_forked_in_a_schedule) {
  const auto real_process = getpid();
  int status = -1;
  run_once([&] {
    EXPECT_EQ(getpid(), process_under_control);
    const auto child = fork();
    if (child == 0) _exit(getpid() == real_process || getpid() == process_under_control ? 1 : 0);
    waitpid(child, &status, 0);
  });
  EXPECT_EQ(status, 0);
}

TEST(signals_deathtest, end_the_process_by_abort) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_once([] { std::thread([] { std::abort(); }).join(); }), testing::KilledBySignal(SIGABRT),
              "");
}

}  // namespace
}  // namespace gauntlet::schedule
