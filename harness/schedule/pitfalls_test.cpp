// Errors that a controlled scheduler easily makes under ThreadSanitizer. Each pitfall has a test, here or in
// the named file:
//
//  1  a report suppresses later reports: here
//  2  equal reports are printed once: interpose/primitives_suite.hpp, harness/runner
//  3  reference counts of exceptions that ThreadSanitizer does not observe: interpose/exceptions_test.cpp
//  4  call_once and statics: interpose/primitives_test.cpp, and here
//  5  thread_local variables on borrowed threads: engine/thread_locals_test.cpp, and here
//  6  ThreadSanitizer sleeps for a second at exit: harness/runner
//  7  threads that never end: here
//  8  spinning, and PCT: strategy_test.cpp, and here
//  9  happens-before edges of two objects share one address: here
// 10  the threads that a report names: engine/logical_thread_test.cpp, and here
// 11  the first schedule of a process: fingerprints_test.cpp, engine/scheduler_test.cpp
// 12  scheduling points inside the C++ libraries: here
// 13  sequential consistency: interpose/atomics_test.cpp
// 14  code that escapes control: harness/runner

#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "harness/schedule/interpose/primitives_fixture.hpp"
#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t many = 300;

/// The expected number of reports if every schedule has a race.
std::uint32_t all_under_thread_sanitizer(std::uint32_t schedules) {
  return under_thread_sanitizer() ? schedules : 0;
}

// ---- 1: reports

volatile int two_words[2] = {0, 0};

TEST(pitfall, a_report_does_not_suppress_later_reports) {
  const auto writes = [](int word) { two_words[word] = two_words[word] + 1; };
  const auto race_on = [&](int word) {
    return [&writes, word] { both([&] { writes(word); }, [&] { writes(word); }); };
  };
  // The two words share eight bytes, which is the granularity at which ThreadSanitizer remembers its reports.
  for (const int word : {0, 1, 0})
    EXPECT_EQ(run_schedules(many, race_on(word)).reported, all_under_thread_sanitizer(many));
}

// ---- 4: call_once and statics

TEST(pitfall, a_call_once_that_throws_runs_again) {
  const auto tally = run_schedules(many, [] {
    std::once_flag flag;
    int tries = 0, failures = 0;
    const auto enter = [&] {
      try {
        std::call_once(flag, [&] {
          std::this_thread::yield();
          if (++tries == 1) throw std::runtime_error("not yet");
        });
      } catch (const std::runtime_error&) {
        ++failures;
      }
    };
    both(enter, enter);
    enter();
    EXPECT_EQ(tries, 2);
    EXPECT_EQ(failures, 1);
  });
  EXPECT_EQ(tally.done, many);
  EXPECT_EQ(tally.reported, 0u);
}

struct made {
  explicit made(int& tries) {
    std::this_thread::yield();
    if (++tries == 1) throw std::runtime_error("not yet");
  }
};

void make_a_static_that_throws() {
  int tries = 0, failures = 0;
  const auto tally = run_schedules(1, [&] {
    const auto use = [&] {
      try {
        static const made only(tries);
      } catch (const std::runtime_error&) {
        ++failures;
      }
    };
    both(use, use);
    use();
  });
  _exit(tally.done == 1 && tally.reported == 0 && tries == 2 && failures == 1 ? 0 : 1);
}

// In a process of its own, because a static is initialised once in a process.
TEST(pitfall, a_static_that_throws_is_initialised_by_the_next_thread) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(make_a_static_that_throws(), testing::ExitedWithCode(0), "");
}

TEST(pitfall, a_thread_may_block_in_a_call_once_that_others_enter) {
  const auto tally = run_schedules(many, [] {
    std::once_flag flag;
    std::mutex mutex;
    bool ready = false;
    const auto enter = [&] {
      std::call_once(flag, [&] {
        const std::lock_guard lock(mutex);
        ready = true;
      });
      EXPECT_TRUE(ready);
    };
    std::thread third([&] {
      const std::lock_guard lock(mutex);
      std::this_thread::yield();
    });
    both(enter, enter);
    third.join();
  });
  EXPECT_EQ(tally.done, many);
  EXPECT_EQ(tally.reported, 0u);
}

// ThreadSanitizer's pthread_once marks a finished flag with another value than the C library's.
TEST(pitfall, a_call_once_that_is_done_under_control_is_done_outside_and_vice_versa) {
  std::once_flag inside, outside;
  int calls = 0;
  const auto enter = [&] {
    std::call_once(inside, [&] { ++calls; });
    std::call_once(outside, [&] { ++calls; });
  };
  std::call_once(outside, [&] { ++calls; });
  EXPECT_EQ(run_once(enter).how, ending::done);
  enter();
  EXPECT_EQ(calls, 2);
}

TEST(pitfall, a_recursive_call_once_is_a_deadlock) {
  const auto out = run_once([] {
    std::once_flag flag;
    std::call_once(flag, [&] { std::call_once(flag, [] {}); });
  });
  EXPECT_EQ(out.how, ending::deadlock);
}

// ---- 5: the end of a thread

std::atomic<int> destroyed{0};
template <int Number>
struct counts_its_end {
  int used = 0;
  ~counts_its_end() { destroyed.fetch_add(Number >= 0 ? 1 : 0); }
};
template <int Number>
void use_one() {
  thread_local counts_its_end<Number> one;
  ++one.used;
}

template <int... Numbers>
void use_all(std::integer_sequence<int, Numbers...>) {
  (use_one<Numbers>(), ...);
}

TEST(pitfall, a_hundred_thread_locals_are_destroyed) {
  constexpr int hundred = 100;
  destroyed = 0;
  const auto use = [] { use_all(std::make_integer_sequence<int, hundred>()); };
  EXPECT_EQ(run_once([&] { both(use, use); }).how, ending::done);
  EXPECT_EQ(destroyed, 2 * hundred);
}

TEST(pitfall, at_thread_exit_functions_wake_their_waiters) {
  const auto tally = run_schedules(many, [] {
    std::promise<int> promise;
    std::mutex mutex;
    std::condition_variable ended;
    bool over = false;
    std::thread other([&] {
      promise.set_value_at_thread_exit(3);
      std::unique_lock lock(mutex);
      over = true;
      std::notify_all_at_thread_exit(ended, std::move(lock));
    });
    {
      std::unique_lock lock(mutex);
      ended.wait(lock, [&] { return over; });
    }
    EXPECT_EQ(promise.get_future().get(), 3);
    other.join();
  });
  EXPECT_EQ(tally.done, many);
}

// ---- 7: threads that never end

void deadlock() {
  std::mutex mutex;
  std::thread other([&] {
    mutex.lock();
    mutex.lock();
  });
  other.join();
}

void three_orders() {
  std::mutex mutex;
  const auto add = [&] {
    const std::lock_guard lock(mutex);
    std::this_thread::yield();
  };
  std::thread third(add);
  both(add, add);
  third.join();
}

std::uint64_t resident_bytes() {
  std::uint64_t size = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void abandon_up_to(std::uint32_t threads) {
  while (abandoned_threads() < threads)
    if (run_once(deadlock).how != ending::deadlock) _exit(1);
}

/// Ends the process with exit code 1 if an expectation fails, else by the limit with exit code 3.
void abandon_to_the_limit() {
  constexpr std::uint64_t most_bytes_each = 400'000;
  const auto first = run_once(three_orders);
  const auto before = resident_bytes();
  abandon_up_to(max_abandoned_threads - 10);
  if (resident_bytes() - before > max_abandoned_threads * most_bytes_each) _exit(1);
  const auto again = run_once(three_orders);
  if (again.how != ending::done || again.fingerprint != first.fingerprint) _exit(1);
  abandon_up_to(max_abandoned_threads);
  run_once(deadlock);
}

TEST(pitfall, abandoned_threads_do_no_harm_below_the_limit) {
  if (!under_thread_sanitizer()) GTEST_SKIP() << "the stacks of abandoned threads are used again";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(abandon_to_the_limit(), testing::ExitedWithCode(3), "has abandoned 4,000 threads");
}

/// Ends while a thread holds a recursive mutex, a read lock, a value of a key and an exception.
void deadlock_with_everything_held() {
  static pthread_key_t key;
  static const bool made = pthread_key_create(&key, nullptr) == 0;
  if (!made || pthread_getspecific(key) != nullptr || std::current_exception() != nullptr) _exit(1);
  static std::recursive_mutex recursive;
  static std::shared_mutex shared;
  std::thread holder([&] {
    recursive.lock();
    recursive.lock();
    shared.lock_shared();
    pthread_setspecific(key, &key);
    try {
      throw 1;
    } catch (int) {
      std::mutex twice;
      twice.lock();
      twice.lock();
    }
  });
  holder.join();
}

TEST(pitfall, a_deadlock_leaks_no_threads) {
  if (under_thread_sanitizer()) GTEST_SKIP() << "ThreadSanitizer keeps the call stack of an abandoned thread";
  const auto first = run_once(three_orders);
  const auto abandoned = abandoned_threads();
  for (std::uint32_t i = 0; i < max_abandoned_threads; ++i)
    ASSERT_EQ(run_once(deadlock_with_everything_held).how, ending::deadlock);
  EXPECT_EQ(abandoned_threads(), abandoned);
  EXPECT_EQ(run_once(three_orders).fingerprint, first.fingerprint);
}

// ---- 8: spinning

TEST(pitfall, an_endless_spin_reaches_the_step_limit) {
  for (const auto& name : strategy_names()) {
    const auto chooser = strategy_named(name);
    const auto tally = run_schedules(*chooser, 5,
                                     [] {
                                       std::atomic<bool> never{false};
                                       const auto spin = [&] {
                                         while (!never.load())
                                           if (!atomics_are_points()) std::this_thread::yield();
                                       };
                                       both(spin, spin);
                                     },
                                     {2'000, 100});
    EXPECT_EQ(tally.step_limits, tally.schedules()) << name;
  }
}

// ---- 9: happens-before edges

TEST(pitfall, adjacent_atomics_have_separate_edges) {
  const auto tally = run_schedules(many, [] {
    alignas(8) std::atomic<std::uint32_t> words[2] = {0, 0};
    both(
        [&] {
          touch();
          words[0].store(1, std::memory_order_release);
        },
        [&] {
          static_cast<void>(words[1].load(std::memory_order_acquire));
          touch();
        });
  });
  EXPECT_EQ(tally.reported, all_under_thread_sanitizer(many));
}

TEST(pitfall, adjacent_once_flags_have_separate_edges) {
  const auto tally = run_schedules(many, [] {
    alignas(8) std::once_flag flags[2];
    both([&] { std::call_once(flags[0], touch); }, [&] { std::call_once(flags[1], touch); });
  });
  EXPECT_EQ(tally.reported, all_under_thread_sanitizer(many));
}

TEST(pitfall, the_end_of_a_thread_is_ordered_only_before_its_join) {
  const auto tally = run_schedules(many, [] {
    std::thread first(touch);
    std::this_thread::yield();  // `first` may have ended here
    std::thread second(touch);
    std::thread third([] { std::this_thread::yield(); });
    third.join();
    second.join();
    first.join();
    touch();  // ordered after both by the joins
  });
  EXPECT_EQ(tally.reported, all_under_thread_sanitizer(many));
}

// ---- 10: the threads that a report names

TEST(pitfall, reports_name_the_same_threads_in_every_schedule) {
  std::set<std::set<int>> pairs;
  for (std::uint32_t seed = 0; seed < many; ++seed) {
    run_once([] { both(touch, touch); }, seed);
    pairs.insert(threads_of_the_last_report());
    flush_sanitizer_reports();
  }
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs.begin()->size(), under_thread_sanitizer() ? 2u : 0u);
}

// ---- 12: the C++ libraries

void throw_in_two_threads() {
  const auto fail = [] {
    try {
      throw std::runtime_error("x");
    } catch (const std::runtime_error&) {
    }
  };
  both(fail, fail);
}

void throw_for_the_first_time() {
  const auto first = run_once(throw_in_two_threads), second = run_once(throw_in_two_threads);
  _exit(first.fingerprint == second.fingerprint ? 0 : 1);
}

TEST(pitfall, the_first_exception_adds_no_steps) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(throw_for_the_first_time(), testing::ExitedWithCode(0), "");
}

TEST(pitfall, exceptions_and_streams_add_no_steps) {
  const auto nothing = [] {};
  const auto steps = run_once([&] { both(nothing, nothing); }).steps;
  EXPECT_EQ(run_once(throw_in_two_threads).steps, steps);
  const auto prints = [] {
    std::ostringstream out;
    out << 1.5;
  };
  EXPECT_EQ(run_once([&] { both(prints, prints); }).steps, steps);
}

}  // namespace
}  // namespace gauntlet::schedule
