#include "harness/run/blocking_points.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace gauntlet::run {
namespace {

plan::plan two_tasks_at_rendezvous_1() {
  plan::plan p;
  p.tasks.resize(2);
  for (auto& task : p.tasks) task.steps = {{plan::step_kind::rendezvous, 1}};
  return p;
}

TEST(blocking_points, a_rendezvous_blocks_until_all_have_arrived) {
  blocking_points places;
  for (int round = 0; round < 20; ++round) {
    places.begin(two_tasks_at_rendezvous_1());
    std::atomic<int> arrived{0};
    const auto arrive = [&] {
      ++arrived;
      places.arrive_and_block(1);
      EXPECT_EQ(arrived, 2);
    };
    std::thread one(arrive), other(arrive);
    one.join();
    other.join();
  }
}

TEST(blocking_points, a_gate_blocks_until_it_is_open) {
  blocking_points places;
  places.begin({});
  std::atomic<bool> opened{false};
  std::atomic<int> arrived{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      ++arrived;
      places.block_at(2);
      EXPECT_TRUE(opened);
    });
  while (arrived < 3) std::this_thread::yield();
  opened = true;
  places.open(2);
  for (auto& thread : threads) thread.join();
  places.block_at(2);  // does not block: the gate stays open
}

TEST(blocking_points, a_rendezvous_that_the_plan_does_not_have_blocks_no_thread) {
  blocking_points places;
  places.begin({});
  places.arrive_and_block(0);
}

}  // namespace
}  // namespace gauntlet::run
