#include <pthread.h>

#include <cerrno>
#include <chrono>
#include <shared_mutex>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(rwlocks);

TEST(rwlocks, admit_readers_together_and_writers_alone) {
  const auto out = run_once([] {
    std::shared_mutex mutex;
    mutex.lock_shared();
    std::thread([&] {
      EXPECT_TRUE(mutex.try_lock_shared());
      mutex.unlock_shared();
      EXPECT_FALSE(mutex.try_lock());
    }).join();
    mutex.unlock_shared();
    mutex.lock();
    std::thread([&] { EXPECT_FALSE(mutex.try_lock_shared()); }).join();
    mutex.unlock();
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(rwlocks, report_a_deadlock_to_a_writer_that_locks_again) {
  const auto out = run_once([] {
    pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
    EXPECT_EQ(pthread_rwlock_wrlock(&lock), 0);
    EXPECT_EQ(pthread_rwlock_wrlock(&lock), EDEADLK);
    EXPECT_EQ(pthread_rwlock_rdlock(&lock), EDEADLK);
    EXPECT_EQ(pthread_rwlock_unlock(&lock), 0);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(rwlocks, time_out) {
  const auto out = run_once([] {
    std::shared_timed_mutex mutex;
    mutex.lock();
    std::thread([&] {
      EXPECT_FALSE(mutex.try_lock_for(std::chrono::seconds(1)));
      EXPECT_FALSE(mutex.try_lock_shared_for(std::chrono::seconds(1)));
    }).join();
    mutex.unlock();
  });
  EXPECT_EQ(out.how, ending::done);
}

}  // namespace
}  // namespace gauntlet::schedule
