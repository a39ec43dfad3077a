#include "wait_group.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

TEST(wait_group, wait_returns_immediately_without_tasks) {
  wait_group tasks;
  tasks.wait();
  EXPECT_EQ(tasks.count(), 0u);
}

TEST(wait_group, counts_tasks_that_are_not_done) {
  wait_group tasks;
  tasks.add();
  tasks.add();
  EXPECT_EQ(tasks.count(), 2u);
  tasks.done();
  EXPECT_EQ(tasks.count(), 1u);
  tasks.done();
  tasks.wait();
  tasks.add();
  EXPECT_EQ(tasks.count(), 1u);
  tasks.done();
  tasks.wait();
}

TEST(wait_group, every_done_happens_before_the_return_of_wait) {
  constexpr std::size_t threads = 4;
  for (int round = 0; round < 200; ++round) {
    wait_group tasks;
    int plain[threads] = {};
    std::vector<std::thread> workers;
    for (int& mine : plain) {
      tasks.add();
      workers.emplace_back([&] {
        mine = 1;
        tasks.done();
      });
    }
    tasks.wait();
    for (const int each : plain) EXPECT_EQ(each, 1);
    for (auto& worker : workers) worker.join();
  }
}

TEST(wait_group, wakes_every_waiter) {
  wait_group tasks;
  tasks.add();
  testing::latch ready(4);
  std::vector<std::thread> waiters;
  for (int i = 0; i < 3; ++i)
    waiters.emplace_back([&] {
      ready.arrive();
      tasks.wait();
      EXPECT_EQ(tasks.count(), 0u);
    });
  ready.arrive();
  tasks.done();
  for (auto& waiter : waiters) waiter.join();
}

// A task that has not ended may add other tasks, which the wait must join as well.
TEST(wait_group, wait_joins_tasks_that_are_added_while_it_waits) {
  for (int round = 0; round < 100; ++round) {
    wait_group tasks;
    int plain = 0;
    std::thread child;
    tasks.add();
    std::thread parent([&] {
      tasks.add();
      child = std::thread([&] {
        plain = 1;
        tasks.done();
      });
      tasks.done();
    });
    tasks.wait();
    EXPECT_EQ(plain, 1);
    parent.join();
    child.join();
  }
}

TEST(wait_group, wait_until_does_not_time_out_early) {
  wait_group tasks;
  const auto now = std::chrono::steady_clock::now();
  EXPECT_TRUE(tasks.wait_until(now));
  tasks.add();
  const auto then = now + std::chrono::milliseconds(2);
  EXPECT_FALSE(tasks.wait_until(then));
  EXPECT_GE(std::chrono::steady_clock::now(), then);
  std::thread worker([&] { tasks.done(); });
  EXPECT_TRUE(tasks.wait_until(std::chrono::steady_clock::time_point::max()));
  worker.join();
}

TEST(wait_group, may_be_destroyed_as_soon_as_a_wait_has_returned) {
  for (int round = 0; round < 300; ++round) {
    auto tasks = std::make_unique<wait_group>();
    tasks->add();
    std::thread worker([&, last = tasks.get()] { last->done(); });
    tasks->wait();
    tasks.reset();
    worker.join();
  }
}

}  // namespace
}  // namespace gauntlet::subjects
