// Other threads can run between a release of a thread and its next operation. These bodies have data races:
// what a thread does after a release is not ordered. ThreadSanitizer's reports are not examined here.

#include <fenv.h>
#include <gtest/gtest.h>
#include <semaphore.h>

#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

/// Expects that some schedules see the write of another thread and some do not.
template <class Body>
void expect_both(Body body) {
  std::uint32_t seen = 0;
  EXPECT_EQ(run_schedules(300, [&] { seen += body() ? 1 : 0; }).done, 300u);
  EXPECT_GT(seen, 0u);
  EXPECT_LT(seen, 300u);
}

TEST(release_points, follow_an_unlock) {
  expect_both([] {
    std::mutex m;
    bool published = false, seen = false;
    unsynchronised_atomic<std::uint32_t> after;
    std::thread maker([&] {
      m.lock();
      published = true;
      m.unlock();
      after.store(1);
    });
    std::thread taker([&] {
      const std::lock_guard lock(m);
      seen = !published || after.load() == 1;
    });
    maker.join();
    taker.join();
    return seen;
  });
}

template <class Acquire, class Release>
bool sees_what_follows_the_release(Acquire acquire, Release release) {
  unsynchronised_atomic<std::uint32_t> after;
  bool seen = false;
  std::thread maker([&] {
    release();
    after.store(1);
  });
  acquire();
  seen = after.load() == 1;
  maker.join();
  return seen;
}

TEST(release_points, follow_a_semaphore_and_a_read_write_lock) {
  expect_both([] {
    sem_t s;
    sem_init(&s, 0, 0);
    return sees_what_follows_the_release([&] { sem_wait(&s); }, [&] { sem_post(&s); });
  });
  expect_both([] {
    std::shared_mutex m;
    bool released = false;
    return sees_what_follows_the_release(
        [&] {
          const std::shared_lock lock(m);
          if (!released) return;
        },
        [&] {
          m.lock();
          released = true;
          m.unlock();
        });
  });
}

TEST(release_points, follow_a_notification) {
  expect_both([] {
    std::mutex m;
    std::condition_variable c;
    bool ready = false;
    return sees_what_follows_the_release(
        [&] {
          std::unique_lock lock(m);
          c.wait(lock, [&] { return ready; });
        },
        [&] {
          const std::lock_guard lock(m);
          ready = true;
          c.notify_one();
        });
  });
}

TEST(release_points, follow_the_creation_of_a_thread) {
  expect_both([] {
    unsynchronised_atomic<std::uint32_t> after;
    bool seen = false;
    std::thread child([&] { seen = after.load() == 1; });
    after.store(1);
    child.join();
    return seen;
  });
}

/// Sets a word when it is destroyed.
struct at_destruction {
  unsynchronised_atomic<std::uint32_t>* word;
  explicit at_destruction(unsynchronised_atomic<std::uint32_t>& w) : word(&w) {}
  at_destruction(at_destruction&& other) noexcept : word(other.word) { other.word = nullptr; }
  ~at_destruction() {
    if (word != nullptr) word->store(1);
  }
};

// groups/p02: a task group counts down in the thread's callable, which is destroyed later.
TEST(release_points, precede_the_destruction_of_a_callable) {
  expect_both([] {
    static unsynchronised_atomic<std::uint32_t> destroyed;
    destroyed.store(0);
    static sem_t s;
    sem_init(&s, 0, 0);
    std::thread([guard = at_destruction(destroyed)] { sem_post(&s); }).detach();
    sem_wait(&s);
    return destroyed.load() == 1;
  });
}

TEST(release_points, keep_the_rounding_mode_of_each_thread) {
  run_schedules(50, [] {
    std::mutex m;
    fesetround(FE_TONEAREST);
    std::thread other([&] {
      EXPECT_EQ(fegetround(), FE_TONEAREST);
      fesetround(FE_UPWARD);
      m.lock();
      m.unlock();
      EXPECT_EQ(fegetround(), FE_UPWARD);
    });
    m.lock();
    m.unlock();
    EXPECT_EQ(fegetround(), FE_TONEAREST);
    other.join();
    EXPECT_EQ(fegetround(), FE_TONEAREST);
  });
}

}  // namespace
}  // namespace gauntlet::schedule
