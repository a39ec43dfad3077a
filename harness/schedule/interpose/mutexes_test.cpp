#include <pthread.h>

#include <cerrno>
#include <mutex>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(mutexes);

struct typed_mutex {
  explicit typed_mutex(int type) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutex_init(&mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  pthread_mutex_t mutex;
};

TEST(mutexes, of_the_recursive_type_stay_locked_until_every_level_is_unlocked) {
  const auto out = run_once([] {
    std::recursive_mutex mutex;
    mutex.lock();
    EXPECT_TRUE(mutex.try_lock());
    mutex.unlock();
    std::thread([&] { EXPECT_FALSE(mutex.try_lock()); }).join();
    mutex.unlock();
    std::thread([&] {
      EXPECT_TRUE(mutex.try_lock());
      mutex.unlock();
    }).join();
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(mutexes, of_the_error_checking_type_return_errors) {
  const auto out = run_once([] {
    typed_mutex checked(PTHREAD_MUTEX_ERRORCHECK);
    EXPECT_EQ(pthread_mutex_unlock(&checked.mutex), EPERM);
    EXPECT_EQ(pthread_mutex_lock(&checked.mutex), 0);
    EXPECT_EQ(pthread_mutex_lock(&checked.mutex), EDEADLK);
    EXPECT_EQ(pthread_mutex_trylock(&checked.mutex), EBUSY);
    EXPECT_EQ(pthread_mutex_unlock(&checked.mutex), 0);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(mutexes, deadlock_if_a_thread_locks_them_twice) {
  EXPECT_EQ(run_once([] {
              typed_mutex plain(PTHREAD_MUTEX_NORMAL);
              pthread_mutex_lock(&plain.mutex);
              pthread_mutex_lock(&plain.mutex);
            }).how,
            ending::deadlock);
}

TEST(spin_locks, reject_a_try_lock_while_they_are_held) {
  const auto out = run_once([] {
    pthread_spinlock_t lock;
    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    EXPECT_EQ(pthread_spin_lock(&lock), 0);
    EXPECT_EQ(pthread_spin_trylock(&lock), EBUSY);
    EXPECT_EQ(pthread_spin_unlock(&lock), 0);
    EXPECT_EQ(pthread_spin_trylock(&lock), 0);
    pthread_spin_unlock(&lock);
  });
  EXPECT_EQ(out.how, ending::done);
}

}  // namespace
}  // namespace gauntlet::schedule
