// ThreadSanitizer's interface exists in every flavour whose code is compiled with -fsanitize=thread.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>

extern "C" {
void AnnotateHappensBefore(const char* file, int line, const volatile void* object);
void AnnotateHappensAfter(const char* file, int line, const volatile void* object);
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateRWLockCreate(const char* file, int line, const volatile void* lock);
void AnnotateRWLockAcquired(const char* file, int line, const volatile void* lock, long is_writer);
void AnnotateRWLockReleased(const char* file, int line, const volatile void* lock, long is_writer);
void AnnotateRWLockDestroy(const char* file, int line, const volatile void* lock);
void AnnotateBenignRaceSized(const char* file, int line, const volatile void* memory, long size,
                             const char* description);
void AnnotateFlushState(const char* file, int line);
int RunningOnValgrind(void);
const char* ThreadSanitizerQuery(const char* query);
}

namespace gauntlet::schedule {
namespace {

/// A lock as libraries write them: relaxed atomics, whose order only the annotations tell.
class announced_spin_lock {
 public:
  announced_spin_lock() { __tsan_mutex_create(this, 0); }
  ~announced_spin_lock() { __tsan_mutex_destroy(this, 0); }
  announced_spin_lock(const announced_spin_lock&) = delete;
  announced_spin_lock& operator=(const announced_spin_lock&) = delete;
  void lock() {
    __tsan_mutex_pre_lock(this, 0);
    while (locked_.exchange(true, std::memory_order_relaxed)) std::this_thread::yield();
    __tsan_mutex_post_lock(this, 0, 0);
  }
  void unlock() {
    __tsan_mutex_pre_unlock(this, 0);
    locked_.store(false, std::memory_order_relaxed);
    __tsan_mutex_post_unlock(this, 0);
  }

 private:
  std::atomic<bool> locked_{false};
};

TEST(a_mutex_that_is_announced, excludes_and_orders) {
  const auto tally = run_schedules(500, [] {
    announced_spin_lock lock;
    int value = 0;
    const auto add = [&] {
      lock.lock();
      value = value + 1;
      lock.unlock();
    };
    std::thread one(add), two(add);
    one.join();
    two.join();
    EXPECT_EQ(value, 2);
  });
  EXPECT_EQ(tally.done, 500u);
  EXPECT_EQ(tally.reported, 0u);
}

TEST(a_mutex_that_is_announced, has_a_point_before_the_lock_and_after_the_unlock) {
  const auto steps = [](bool announced) {
    static int mutex;
    return run_once([&] {
             if (!announced) return;
             __tsan_mutex_pre_lock(&mutex, 0);
             __tsan_mutex_post_lock(&mutex, 0, 0);
             __tsan_mutex_pre_unlock(&mutex, 0);
             __tsan_mutex_post_unlock(&mutex, 0);
           })
        .steps;
  };
  EXPECT_EQ(steps(true) - steps(false), 2u);
}

TEST(annotations, link_and_may_be_called) {
  static int object;
  const auto tally = run_schedules(10, [] {
    AnnotateRWLockCreate(__FILE__, __LINE__, &object);
    std::thread other([] { AnnotateHappensBefore(__FILE__, __LINE__, &object); });
    other.join();
    AnnotateHappensAfter(__FILE__, __LINE__, &object);
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    AnnotateRWLockAcquired(__FILE__, __LINE__, &object, 1);
    AnnotateRWLockReleased(__FILE__, __LINE__, &object, 1);
    AnnotateRWLockDestroy(__FILE__, __LINE__, &object);
    AnnotateBenignRaceSized(__FILE__, __LINE__, &object, sizeof object, "none");
    AnnotateFlushState(__FILE__, __LINE__);
    __tsan_release(&object);
    __tsan_acquire(&object);
    EXPECT_EQ(RunningOnValgrind(), 0);
    EXPECT_NE(ThreadSanitizerQuery("pure_happens_before"), nullptr);
  });
  EXPECT_EQ(tally.done, 10u);
  EXPECT_EQ(tally.reported, 0u);
}

TEST(fibers, exist) {
  void* main_fiber = __tsan_get_current_fiber();
  EXPECT_NE(main_fiber, nullptr);
  void* fiber = __tsan_create_fiber(0);
  EXPECT_NE(fiber, nullptr);
  __tsan_set_fiber_name(fiber, "fiber");
  __tsan_destroy_fiber(fiber);
}

}  // namespace
}  // namespace gauntlet::schedule
#endif
#endif
