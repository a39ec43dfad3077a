#include "harness/schedule/forked_child.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <mutex>
#include <thread>

#include "gauntlet/explore.hpp"
#include "harness/schedule/engine/last_schedule.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// The exit code of a child that a test must not reach.
constexpr int reached = 41;

/// Waits for a child. Returns its exit code; -1 if a signal ended it.
int exit_code_of(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
/// Returns the exit code of a child that runs the body in a thread of a schedule.
int exit_code_in_a_schedule(const std::function<void()>& in_child) {
  int code = -1;
  run_once([&] {
    std::thread([&] {
      const auto child = fork();
      if (child == 0) return in_child();
      code = exit_code_of(child);
    }).join();
  });
  if (in_forked_child()) _exit(reached);  // it continued after the schedule
  return code;
}
bool no_child_is_left() { return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

TEST(forked_child, that_goes_on_ends_at_its_next_scheduling_point) {
  EXPECT_EQ(exit_code_in_a_schedule([] {}), 0);
  EXPECT_TRUE(no_child_is_left());
}

TEST(forked_child, may_end_as_it_likes) {
  EXPECT_EQ(exit_code_in_a_schedule([] { _exit(7); }), 7);
  EXPECT_EQ(exit_code_in_a_schedule([] { execl("/bin/sh", "sh", "-c", "exit 9", nullptr); }), 9);
}

TEST(forked_child, is_not_under_control) {
  EXPECT_EQ(exit_code_in_a_schedule([] {
              std::atomic<int> value{0};
              std::mutex mutex;
              const std::lock_guard lock(mutex);
              _exit(value.fetch_add(1) + 5);
            }),
            5);
}

TEST(forked_child, ends_even_if_it_was_forked_by_a_system_call) {
  int code = -1;
  run_once([&] {
    const auto child = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
    if (child == 0) {
      std::mutex().lock();
      syscall(SYS_exit_group, reached);
    }
    code = exit_code_of(child);
  });
  EXPECT_EQ(code, 0);
}

TEST(forked_child, does_not_go_on_exploring) {
  int ended = 0;
  const auto out = explore({.schedules = 3}, [&] {
    const auto child = fork();
    if (child == 0) return;
    if (exit_code_of(child) == 0) ++ended;
  });
  if (in_forked_child()) _exit(reached);
  EXPECT_FALSE(out.failed);
  EXPECT_GE(ended, 3);
}

// A test framework may run each test in a child.
TEST(forked_child, of_a_program_outside_of_a_schedule_may_explore) {
  run_once([] {});
  const auto child = fork();
  if (child == 0) {
    const auto how = run_once([] { std::thread([] {}).join(); });
    _exit(how.how == ending::done ? 3 : reached);
  }
  EXPECT_EQ(exit_code_of(child), 3);
}

class end_child_processes_test : public testing::Test {
 protected:
  end_child_processes_test() { adopt_orphans(); }
  ~end_child_processes_test() override { prctl(PR_SET_CHILD_SUBREAPER, 0); }

  static pid_t start_child(const std::function<void()>& body) {
    const auto child = fork();
    if (child != 0) return child;
    body();
    for (;;) pause();
  }
};

TEST_F(end_child_processes_test, ends_none_if_there_is_none) { EXPECT_EQ(end_child_processes(), 0u); }

TEST_F(end_child_processes_test, ends_children_that_live_and_reaps_those_that_have_ended) {
  start_child([] {});
  const auto gone = start_child([] { _exit(0); });
  EXPECT_EQ(waitid(P_PID, static_cast<id_t>(gone), nullptr, WEXITED | WNOWAIT), 0);
  EXPECT_EQ(end_child_processes(), 2u);
  EXPECT_TRUE(no_child_is_left());
}

TEST_F(end_child_processes_test, ends_the_children_of_another_thread) {
  std::thread([] { start_child([] {}); }).join();
  EXPECT_EQ(end_child_processes(), 1u);
  EXPECT_TRUE(no_child_is_left());
}

TEST_F(end_child_processes_test, ends_descendants_in_sessions_of_their_own) {
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  start_child([&] {
    setsid();
    if (fork() > 0) return;
    (void)!write(ready[1], "x", 1);
  });
  char byte = 0;
  EXPECT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(end_child_processes(), 2u);
  EXPECT_TRUE(no_child_is_left());
  close(ready[0]);
  close(ready[1]);
}

}  // namespace
}  // namespace gauntlet::schedule
