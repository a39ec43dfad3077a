#include "harness/schedule/wakeups.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

class wakeups : public testing::Test {
 protected:
  void TearDown() override { stop_spurious_wakeups(); }
};

TEST_F(wakeups, end_the_requested_wait) {
  begin_counting_wakeups(2);
  EXPECT_FALSE(wakes_spuriously());
  EXPECT_TRUE(wakes_spuriously());
  EXPECT_FALSE(wakes_spuriously());
  EXPECT_EQ(spurious_wakeups(), 1u);
}

TEST_F(wakeups, end_no_wait_if_none_is_requested) {
  begin_counting_wakeups(0);
  EXPECT_FALSE(wakes_spuriously());
  EXPECT_EQ(spurious_wakeups(), 0u);
}

/// Waits once on a condition variable that no thread notifies.
void wait_once() {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  never.wait(lock);
}

TEST_F(wakeups, end_a_wait_on_free_threads_and_under_control) {
  begin_counting_wakeups(1);
  wait_once();
  EXPECT_EQ(spurious_wakeups(), 1u);
  begin_counting_wakeups(1);
  EXPECT_EQ(run_once(wait_once).how, ending::done);
  EXPECT_EQ(spurious_wakeups(), 1u);
  stop_spurious_wakeups();
  EXPECT_EQ(run_once(wait_once).how, ending::deadlock);
}

}  // namespace
}  // namespace gauntlet::schedule
