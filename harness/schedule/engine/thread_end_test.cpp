#include "harness/schedule/engine/thread_end.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

TEST(thread_end, runs_the_destructors_of_keys) {
  static pthread_key_t key;
  static std::atomic<int> gone{0};
  ASSERT_EQ(pthread_key_create(&key, [](void* value) { gone += *static_cast<int*>(value); }), 0);
  gone = 0;
  int one = 1;
  for (int schedule = 0; schedule < 10; ++schedule)
    run_once([&] {
      std::thread a([&] {
        EXPECT_EQ(pthread_getspecific(key), nullptr);
        pthread_setspecific(key, &one);
      });
      a.join();
    });
  EXPECT_EQ(gone.load(), 10);
  pthread_key_delete(key);
}

TEST(thread_end, unwinds_the_stack_at_pthread_exit) {
  for (int schedule = 0; schedule < 100; ++schedule) {
    bool unwound = false;
    void* result = nullptr;
    const auto out = run_once([&] {
      struct guard {
        bool& flag;
        ~guard() { flag = true; }
      };
      const auto exit_inside = [](void* flag) -> void* {
        const guard on_the_stack{*static_cast<bool*>(flag)};
        pthread_exit(flag);
      };
      pthread_t thread{};
      ASSERT_EQ(pthread_create(&thread, nullptr, exit_inside, &unwound), 0);
      ASSERT_EQ(pthread_join(thread, &result), 0);
    });
    EXPECT_EQ(out.how, ending::done);
    EXPECT_TRUE(unwound);
    EXPECT_EQ(result, &unwound);
  }
}

struct records_its_end {
  unsynchronised_atomic<std::uint32_t>* gone = nullptr;
  ~records_its_end() {
    if (gone != nullptr) gone->store(1);
  }
};
thread_local records_its_end at_thread_end;

TEST(thread_end, has_a_scheduling_point_before_thread_locals_are_destroyed) {
  int in_time = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    unsynchronised_atomic<std::uint32_t> gone;
    const auto out = run_once(
        [&] {
          bool over = false;
          std::mutex mutex;
          std::thread one([&] {
            at_thread_end.gone = &gone;
            const std::lock_guard lock(mutex);
            over = true;
          });
          {
            const std::lock_guard lock(mutex);
            if (over && gone.load() == 0) ++in_time;
          }
          one.join();
        },
        seed);
    ASSERT_EQ(out.how, ending::done);
  }
  EXPECT_GT(in_time, 0);
}

// As in the C library, a handler that catches the exit and does not rethrow it ends the process.
TEST(thread_end, aborts_if_the_exit_is_swallowed) {
  const auto swallow = [] {
    std::thread one([] {
      try {
        pthread_exit(nullptr);
      } catch (...) {  // NOLINT(bugprone-empty-catch)
      }
    });
    one.join();
  };
  EXPECT_EXIT(run_once(swallow), testing::KilledBySignal(SIGABRT), "FATAL: exception not rethrown");
}

}  // namespace
}  // namespace gauntlet::schedule
