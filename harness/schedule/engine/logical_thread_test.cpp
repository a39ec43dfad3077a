// A thread under control is a thread in everything that a program can ask of it.
#include <gtest/gtest.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/unseen.hpp"

namespace gauntlet::schedule {
namespace {

thread_local int fresh = 7;
thread_local std::unique_ptr<std::string> owned;
std::atomic<int> destroyed{0};
struct counts_its_end {
  int value = 3;
  ~counts_its_end() { destroyed.fetch_add(value); }
};
thread_local counts_its_end ends;

TEST(logical_thread, begins_with_fresh_thread_locals_and_destroys_them) {
  destroyed = 0;
  for (int schedule = 0; schedule < 100; ++schedule) {
    const auto out = run_once([] {
      const auto use = [] {
        EXPECT_EQ(fresh, 7);
        EXPECT_EQ(owned, nullptr);
        EXPECT_EQ(ends.value, 3);
        fresh = 8;
        owned = std::make_unique<std::string>(50, 'x');
        ends.value = 1;
      };
      std::thread one(use), two(use);
      one.join();
      two.join();
    });
    ASSERT_EQ(out.how, ending::done);
  }
  EXPECT_EQ(destroyed.load(), 200);
}

TEST(logical_thread, runs_the_destructors_of_its_keys) {
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

TEST(logical_thread, exits_by_pthread_exit_and_unwinds) {
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

struct tells_its_end {
  unseen<std::uint32_t>* gone = nullptr;
  ~tells_its_end() {
    if (gone != nullptr) gone->store(1);
  }
};
thread_local tells_its_end tells_end;

TEST(logical_thread, lets_others_in_before_its_thread_locals_are_destroyed) {
  int in_time = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    unseen<std::uint32_t> gone;
    const auto out = run_once(
        [&] {
          bool over = false;
          std::mutex mutex;
          std::thread one([&] {
            tells_end.gone = &gone;
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

// As the C library: to catch what pthread_exit unwinds with, and not to throw it again, ends the process.
TEST(logical_thread, is_aborted_when_it_swallows_its_exit) {
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

TEST(logical_thread, is_itself) {
  run_once([] {
    const auto main_id = std::this_thread::get_id();
    std::thread other([&] {
      EXPECT_NE(std::this_thread::get_id(), main_id);
      EXPECT_EQ(pthread_setname_np(pthread_self(), "worker"), 0);
      char name[16] = "";
      EXPECT_EQ(pthread_getname_np(pthread_self(), name, sizeof name), 0);
      EXPECT_STREQ(name, "worker");
    });
    EXPECT_NE(other.get_id(), main_id);
    other.join();
    EXPECT_EQ(pthread_join(pthread_self(), nullptr), EDEADLK);
  });
}

TEST(logical_thread, is_waited_for_when_it_is_detached) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    bool ran = false;
    EXPECT_EQ(run_once([&] { std::thread([&] { ran = true; }).detach(); }, seed).how, ending::done);
    EXPECT_TRUE(ran);
  }
}

TEST(logical_thread, keeps_exceptions_and_errno_to_itself) {
  const auto tally = run_schedules(500, [] {
    std::atomic<int> points{0};
    const auto nested = [&](int id) {
      try {
        try {
          throw id;
        } catch (int& caught) {
          points++;
          EXPECT_EQ(caught, id);
          errno = id;
          points++;
          EXPECT_EQ(errno, id);
          EXPECT_EQ(std::uncaught_exceptions(), 0);
          throw;
        }
      } catch (int caught) {
        points++;
        EXPECT_EQ(caught, id);
      }
    };
    std::thread a(nested, 1), b(nested, 2);
    a.join();
    b.join();
  });
  EXPECT_EQ(tally.done, 500u);
}

}  // namespace
}  // namespace gauntlet::schedule
