#include "harness/schedule/misuse.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// Returns the kind of the first misuse that one of some schedules shows. Not under ThreadSanitizer, which
/// reports misuse itself.
std::optional<misuse_kind> misuse_in(const std::function<void()>& body) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    (void)run_once(body, seed);
    if (const misuse* found = first_misuse()) return found->kind;
  }
  return std::nullopt;
}

void unlock_on_another_thread(pthread_mutex_t& mutex) {
  pthread_mutex_lock(&mutex);
  std::thread([&] { pthread_mutex_unlock(&mutex); }).join();
}

void with_mutex_of_type(int type, const std::function<void(pthread_mutex_t&)>& use) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, type);
  pthread_mutex_t mutex;
  pthread_mutex_init(&mutex, &attributes);
  use(mutex);
}

TEST(misuse, is_an_unlock_by_another_thread) {
  if (under_thread_sanitizer()) GTEST_SKIP();
  EXPECT_EQ(misuse_in([] { with_mutex_of_type(PTHREAD_MUTEX_NORMAL, unlock_on_another_thread); }),
            misuse_kind::unlock_by_other_thread);
}

// Mutexes of these types report the error.
TEST(misuse, is_no_unlock_that_fails) {
  if (under_thread_sanitizer()) GTEST_SKIP();
  for (const int type : {PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK})
    EXPECT_EQ(misuse_in([type] { with_mutex_of_type(type, unlock_on_another_thread); }), std::nullopt);
}

TEST(misuse, is_the_destruction_of_a_locked_mutex) {
  if (under_thread_sanitizer()) GTEST_SKIP();
  const auto destroy = [](pthread_mutex_t& mutex, bool locked) {
    pthread_mutex_lock(&mutex);
    if (!locked) pthread_mutex_unlock(&mutex);
    pthread_mutex_destroy(&mutex);
  };
  for (const bool locked : {false, true})
    EXPECT_EQ(misuse_in([&] {
                with_mutex_of_type(PTHREAD_MUTEX_NORMAL, [&](pthread_mutex_t& m) { destroy(m, locked); });
              }),
              locked ? std::optional(misuse_kind::destroyed_while_locked) : std::nullopt);
}

/// Two threads wait on one condition variable, at the same time or one after the other.
void two_threads_wait(std::mutex& first, std::mutex& second, bool together) {
  std::condition_variable condition;
  bool ready = false;
  const auto wait_with = [&](std::mutex& mutex) {
    std::unique_lock lock(mutex);
    condition.wait_for(lock, std::chrono::milliseconds(1), [&] { return ready; });
  };
  std::thread one(wait_with, std::ref(first));
  if (!together) one.join();
  std::thread other(wait_with, std::ref(second));
  if (together) one.join();
  other.join();
}

TEST(misuse, is_one_condition_with_two_mutexes_at_a_time) {
  if (under_thread_sanitizer()) GTEST_SKIP();
  const auto found = [](bool same, bool together) {
    return misuse_in([=] {
      std::mutex first, second;
      two_threads_wait(first, same ? first : second, together);
    });
  };
  EXPECT_EQ(found(false, true), misuse_kind::condition_with_two_mutexes);
  EXPECT_EQ(found(true, true), std::nullopt);
  EXPECT_EQ(found(false, false), std::nullopt);
}

TEST(misuse, is_forgotten_by_the_next_schedule) {
  note_misuse(misuse_kind::destroyed_while_locked, nullptr);
  (void)run_once([] {});
  EXPECT_EQ(first_misuse(), nullptr);
}

}  // namespace
}  // namespace gauntlet::schedule
