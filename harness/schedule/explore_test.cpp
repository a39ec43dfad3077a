#include "harness/schedule/explore.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "harness/schedule/describe_wait.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(strategy_named, returns_each_strategy_by_its_name) {
  for (const auto& name : strategy_names()) {
    const auto found = strategy_named(name);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->name(), name);
  }
  EXPECT_EQ(strategy_named("luck"), nullptr);
}

TEST(last_decisions, belong_to_the_last_schedule) {
  run_once([] {
    std::thread one([] {}), two([] {});  // which of the two runs first is a decision
    one.join();
    two.join();
  });
  EXPECT_FALSE(last_decisions().empty());
  run_once([] {});
  EXPECT_TRUE(last_decisions().empty());
}

TEST(waiting_threads, are_the_threads_of_a_deadlock) {
  run_once([] {});
  EXPECT_TRUE(waiting_threads().empty());
  std::mutex mutex;
  run_once([&] {
    mutex.lock();
    mutex.lock();
  });
  ASSERT_EQ(waiting_threads().size(), 1u);
  EXPECT_EQ(describe(waiting_threads()[0]), "thread 0 " + describe_wait(waiting_threads()[0]));
}

}  // namespace
}  // namespace gauntlet::schedule
