#include <gtest/gtest.h>
#include <pthread.h>
#include <threads.h>

#include <atomic>
#include <ctime>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

timespec in_seconds(long seconds) {
  timespec out{};
  timespec_get(&out, TIME_UTC);
  out.tv_sec += seconds;
  return out;
}

struct counter {
  mtx_t mutex;
  int value = 0;
  counter() { mtx_init(&mutex, mtx_plain); }
};

int add_with_the_mutex_released_in_between(void* of) {
  auto& c = *static_cast<counter*>(of);
  mtx_lock(&c.mutex);
  const int seen = c.value;
  mtx_unlock(&c.mutex);
  mtx_lock(&c.mutex);
  c.value = seen + 1;
  mtx_unlock(&c.mutex);
  return 0;
}

TEST(c11_threads, are_under_control) {
  int lost = 0;
  const auto tally = run_schedules(100, [&] {
    counter c;
    thrd_t one{}, two{};
    ASSERT_EQ(thrd_create(&one, add_with_the_mutex_released_in_between, &c), thrd_success);
    ASSERT_EQ(thrd_create(&two, add_with_the_mutex_released_in_between, &c), thrd_success);
    thrd_join(one, nullptr);
    thrd_join(two, nullptr);
    lost += c.value == 1 ? 1 : 0;
  });
  EXPECT_EQ(tally.done, 100u);
  EXPECT_EQ(tally.reported, 0u);
  EXPECT_GT(lost, 0);
}

int return_minus_seven(void*) { return -7; }
int exit_with_five(void*) { thrd_exit(5); }

void join_both() {
  thrd_t one{}, two{};
  int result = 0;
  ASSERT_EQ(thrd_create(&one, return_minus_seven, nullptr), thrd_success);
  ASSERT_EQ(thrd_create(&two, exit_with_five, nullptr), thrd_success);
  EXPECT_EQ(thrd_join(one, &result), thrd_success);
  EXPECT_EQ(result, -7);
  EXPECT_EQ(thrd_join(two, &result), thrd_success);
  EXPECT_EQ(result, 5);
}

TEST(c11_threads, return_a_result) {
  EXPECT_EQ(run_once(join_both).how, ending::done);
  join_both();  // not under control
}

int lock_and_unlock(void* of) {
  auto* mutex = static_cast<mtx_t*>(of);
  const auto soon = in_seconds(1);
  EXPECT_EQ(mtx_trylock(mutex), thrd_busy);
  EXPECT_EQ(mtx_timedlock(mutex, &soon), thrd_timedout);
  return 0;
}

void use_a_mutex() {
  mtx_t mutex;
  ASSERT_EQ(mtx_init(&mutex, mtx_timed | mtx_recursive), thrd_success);
  EXPECT_EQ(mtx_lock(&mutex), thrd_success);
  EXPECT_EQ(mtx_trylock(&mutex), thrd_success);
  EXPECT_EQ(mtx_unlock(&mutex), thrd_success);
  thrd_t other{};
  ASSERT_EQ(thrd_create(&other, lock_and_unlock, &mutex), thrd_success);
  EXPECT_EQ(thrd_join(other, nullptr), thrd_success);
  EXPECT_EQ(mtx_unlock(&mutex), thrd_success);
  EXPECT_EQ(mtx_unlock(&mutex), thrd_error);  // not the owner
  mtx_destroy(&mutex);
}

TEST(c11_mutexes, return_the_results_of_c11) { EXPECT_EQ(run_once(use_a_mutex).how, ending::done); }

struct mailbox {
  mtx_t mutex;
  cnd_t changed;
  bool full = false;
  mailbox() {
    mtx_init(&mutex, mtx_plain);
    cnd_init(&changed);
  }
};

int fill(void* of) {
  auto& box = *static_cast<mailbox*>(of);
  mtx_lock(&box.mutex);
  box.full = true;
  cnd_signal(&box.changed);
  cnd_broadcast(&box.changed);
  mtx_unlock(&box.mutex);
  return 0;
}

void wait_for_mail() {
  mailbox box;
  mtx_lock(&box.mutex);
  const auto soon = in_seconds(1);
  EXPECT_EQ(cnd_timedwait(&box.changed, &box.mutex, &soon), thrd_timedout);
  thrd_t other{};
  ASSERT_EQ(thrd_create(&other, fill, &box), thrd_success);
  while (!box.full) EXPECT_EQ(cnd_wait(&box.changed, &box.mutex), thrd_success);
  mtx_unlock(&box.mutex);
  thrd_join(other, nullptr);
}

TEST(c11_conditions, wait_and_wake) {
  const auto tally = run_schedules(100, wait_for_mail);
  EXPECT_EQ(tally.done, 100u);
  EXPECT_EQ(tally.reported, 0u);
}

int runs_of_once = 0;
int enter_once(void* flag) {
  call_once(static_cast<once_flag*>(flag), [] {
    thrd_yield();
    ++runs_of_once;
  });
  EXPECT_EQ(runs_of_once, 1);
  return 0;
}

TEST(c11_once, runs_once_and_orders) {
  const auto tally = run_schedules(100, [] {
    runs_of_once = 0;
    once_flag flag = ONCE_FLAG_INIT;
    thrd_t one{}, two{};
    thrd_create(&one, enter_once, &flag);
    thrd_create(&two, enter_once, &flag);
    thrd_join(one, nullptr);
    thrd_join(two, nullptr);
  });
  EXPECT_EQ(tally.done, 100u);
  EXPECT_EQ(tally.reported, 0u);
}

int destroyed = 0;
tss_t key;
int set_the_key(void*) {
  tss_set(key, &destroyed);
  return tss_get(key) == &destroyed ? 1 : 0;
}

TEST(c11_thread_specific_storage, is_destroyed_at_the_end_of_a_thread) {
  destroyed = 0;
  run_once([] {
    ASSERT_EQ(tss_create(&key, [](void* value) { ++*static_cast<int*>(value); }), thrd_success);
    thrd_t thread{};
    thrd_create(&thread, set_the_key, nullptr);
    int result = 0;
    thrd_join(thread, &result);
    EXPECT_EQ(result, 1);
    EXPECT_EQ(tss_get(key), nullptr);
    tss_delete(key);
  });
  EXPECT_EQ(destroyed, 1);
}

TEST(c11_threads, sleep_in_virtual_time) {
  const auto before = std::time(nullptr);
  run_once([] {
    const timespec hour{3600, 0};
    EXPECT_EQ(thrd_sleep(&hour, nullptr), 0);
  });
  EXPECT_LT(std::time(nullptr) - before, 3600);
}

std::atomic<bool> detached_has_run{false};
int run_detached(void*) {
  detached_has_run = true;
  return 0;
}

TEST(c11_threads, can_be_detached) {
  detached_has_run = false;
  run_once([] {
    thrd_t thread{};
    thrd_create(&thread, run_detached, nullptr);
    EXPECT_EQ(thrd_detach(thread), thrd_success);
    EXPECT_EQ(thrd_join(thread, nullptr), thrd_error);
  });
  EXPECT_TRUE(detached_has_run);
}

// ---- the same program with the functions of POSIX has the same schedules

void* posix_fill(void* of) {
  auto& box = *static_cast<mailbox*>(of);
  auto* mutex = reinterpret_cast<pthread_mutex_t*>(&box.mutex);
  auto* changed = reinterpret_cast<pthread_cond_t*>(&box.changed);
  pthread_mutex_lock(mutex);
  box.full = true;
  pthread_cond_signal(changed);
  pthread_cond_broadcast(changed);
  pthread_mutex_unlock(mutex);
  return nullptr;
}

void posix_wait_for_mail() {
  mailbox box;
  auto* mutex = reinterpret_cast<pthread_mutex_t*>(&box.mutex);
  auto* changed = reinterpret_cast<pthread_cond_t*>(&box.changed);
  pthread_mutex_lock(mutex);
  const auto soon = in_seconds(1);
  pthread_cond_timedwait(changed, mutex, &soon);
  pthread_t other{};
  pthread_create(&other, nullptr, posix_fill, &box);
  while (!box.full) pthread_cond_wait(changed, mutex);
  pthread_mutex_unlock(mutex);
  pthread_join(other, nullptr);
}

TEST(c11_threads, have_the_scheduling_points_of_posix_threads) {
  for (std::uint64_t seed = 0; seed < 50; ++seed)
    EXPECT_EQ(run_once(wait_for_mail, seed).fingerprint, run_once(posix_wait_for_mail, seed).fingerprint);
}

// ---- not under control

TEST(c11_threads, run_freely_if_they_are_not_under_control) {
  counter c;
  thrd_t one{}, two{};
  ASSERT_EQ(thrd_create(&one, add_with_the_mutex_released_in_between, &c), thrd_success);
  ASSERT_EQ(thrd_create(&two, add_with_the_mutex_released_in_between, &c), thrd_success);
  EXPECT_EQ(thrd_join(one, nullptr), thrd_success);
  EXPECT_EQ(thrd_join(two, nullptr), thrd_success);
  EXPECT_GE(c.value, 1);
  mtx_t mutex;
  cnd_t condition;
  ASSERT_EQ(mtx_init(&mutex, mtx_timed), thrd_success);
  ASSERT_EQ(cnd_init(&condition), thrd_success);
  const auto now = in_seconds(0);
  EXPECT_EQ(mtx_timedlock(&mutex, &now), thrd_success);
  EXPECT_EQ(mtx_trylock(&mutex), thrd_busy);
  EXPECT_EQ(cnd_timedwait(&condition, &mutex, &now), thrd_timedout);
  EXPECT_EQ(cnd_signal(&condition), thrd_success);
  EXPECT_EQ(cnd_broadcast(&condition), thrd_success);
  EXPECT_EQ(mtx_unlock(&mutex), thrd_success);
  const timespec none{};
  EXPECT_EQ(thrd_sleep(&none, nullptr), 0);
  thrd_yield();
}

}  // namespace
}  // namespace gauntlet::schedule
