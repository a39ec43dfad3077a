#include "harness/schedule/held_locks.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <threads.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// Runs the body on a free thread, and then under control. Each begins with no lock.
void run_in_both_modes(const std::function<void()>& body) {
  std::thread(body).join();
  EXPECT_EQ(run_once(body).how, ending::done);
}

TEST(held_locks, counts_the_locks_of_each_kind_of_mutex) {
  run_in_both_modes([] {
    std::mutex plain;
    std::recursive_mutex recursive;
    std::timed_mutex timed;
    const std::lock_guard one(plain);
    EXPECT_EQ(held_locks(), 1u);
    const std::lock_guard two(recursive), three(recursive);
    EXPECT_EQ(held_locks(), 3u);
    EXPECT_TRUE(timed.try_lock_for(std::chrono::milliseconds(1)));
    EXPECT_EQ(held_locks(), 4u);
    timed.unlock();
    EXPECT_EQ(held_locks(), 3u);
  });
}

TEST(held_locks, counts_read_write_locks_and_spin_locks_and_those_of_c11) {
  run_in_both_modes([] {
    std::shared_mutex shared;
    pthread_spinlock_t spin;
    pthread_spin_init(&spin, 0);
    mtx_t c11;
    mtx_init(&c11, mtx_plain);
    shared.lock_shared();
    pthread_spin_lock(&spin);
    mtx_lock(&c11);
    EXPECT_EQ(held_locks(), 3u);
    mtx_unlock(&c11);
    pthread_spin_unlock(&spin);
    shared.unlock_shared();
    EXPECT_EQ(held_locks(), 0u);
  });
}

TEST(held_locks, counts_no_attempt_that_fails) {
  run_in_both_modes([] {
    std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::thread([&] {
      EXPECT_FALSE(mutex.try_lock());
      EXPECT_EQ(held_locks(), 0u);
    }).join();
  });
}

TEST(held_locks, stay_the_same_over_a_wait_on_a_condition) {
  run_in_both_modes([] {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(1));
    EXPECT_EQ(held_locks(), 1u);
  });
}

TEST(user_code_call, knows_a_lock_that_the_subject_took) {
  run_in_both_modes([] {
    std::mutex of_the_subject;
    EXPECT_FALSE(user_code_call().holds_lock());
    const std::lock_guard lock(of_the_subject);
    EXPECT_TRUE(user_code_call().holds_lock());
  });
}

TEST(user_code_call, ignores_a_lock_that_its_caller_took_before) {
  run_in_both_modes([] {
    std::mutex of_the_user, of_the_subject;
    const std::lock_guard lock(of_the_user);
    enter_subject();
    EXPECT_FALSE(user_code_call().holds_lock());
    const std::lock_guard other(of_the_subject);
    EXPECT_TRUE(user_code_call().holds_lock());
  });
}

TEST(user_code_call, ignores_the_locks_of_a_call_that_its_adapter_may_lock) {
  run_in_both_modes([] {
    std::mutex of_the_adapter;
    enter_subject_with_locks();
    const std::lock_guard lock(of_the_adapter);
    EXPECT_FALSE(user_code_call().holds_lock());
    EXPECT_TRUE(user_code_call().by_subject());
  });
}

// A body may call the subject, which runs another body on the same thread.
TEST(user_code_call, ignores_the_locks_of_an_outer_call_of_the_subject) {
  run_in_both_modes([] {
    std::mutex outer, inner;
    enter_subject();
    const std::lock_guard lock(outer);
    {
      const user_code_call body;
      EXPECT_TRUE(body.holds_lock());
      enter_subject();
      EXPECT_FALSE(user_code_call().holds_lock());
      const std::lock_guard other(inner);
      EXPECT_TRUE(user_code_call().holds_lock());
      leave_subject();
    }
    EXPECT_TRUE(user_code_call().holds_lock());
  });
}

TEST(user_code_call, is_not_by_the_subject_outside_of_it) {
  run_in_both_modes([] {
    EXPECT_TRUE(user_code_call().by_subject());
    leave_subject();
    EXPECT_FALSE(user_code_call().by_subject());
    enter_subject();
    const user_code_call body;
    EXPECT_TRUE(body.by_subject());
    EXPECT_FALSE(user_code_call().by_subject());
  });
}

}  // namespace
}  // namespace gauntlet::schedule
