#include "error_channel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bounded_channel.hpp"
#include "scenarios/testing/gate.hpp"
#include "scenarios/testing/hostile.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::gate;
using gauntlet::testing::hostile_callable;
using gauntlet::testing::latch;

TEST(bounded_channel, returns_values_in_the_order_in_which_they_were_sent) {
  bounded_channel<int> channel(3);
  for (int i = 0; i < 3; ++i) channel.send(i);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(channel.receive(), i);
}

TEST(bounded_channel, passes_more_values_than_its_capacity_in_order_without_loss) {
  bounded_channel<int> channel(2);
  std::thread sender([&] {
    for (int i = 0; i < 1000; ++i) channel.send(i);
  });
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(channel.receive(), i);
  sender.join();
}

// The number of sent values is at most the number of received values plus the capacity.
TEST(bounded_channel, never_holds_more_than_its_capacity) {
  constexpr int capacity = 2;
  bounded_channel<int> channel(capacity);
  std::atomic<int> sent{0};
  std::thread sender([&] {
    for (int i = 0; i < 500; ++i) {
      channel.send(i);
      ++sent;
    }
  });
  for (int received = 0; received < 500; ++received) {
    EXPECT_LE(sent, received + capacity);
    static_cast<void>(channel.receive());
  }
  sender.join();
}

TEST(bounded_channel, serves_several_senders_and_receivers) {
  constexpr int threads = 3, each = 200;
  bounded_channel<int> channel(2);
  std::atomic<int> sum{0};
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&] {
      for (int k = 0; k < each; ++k) channel.send(1);
    });
    all.emplace_back([&] {
      for (int k = 0; k < each; ++k) sum += channel.receive();
    });
  }
  for (auto& thread : all) thread.join();
  EXPECT_EQ(sum, threads * each);
}

TEST(bounded_channel, accepts_move_only_values_and_send_happens_before_receive) {
  bounded_channel<std::unique_ptr<int>> channel(1);
  int plain = 0;
  std::thread sender([&] {
    plain = 1;
    channel.send(std::make_unique<int>(7));
  });
  EXPECT_EQ(*channel.receive(), 7);
  EXPECT_EQ(plain, 1);
  sender.join();
}

TEST(error_channel, wait_without_tasks_returns_no_error) {
  error_channel group(0);
  EXPECT_FALSE(group.wait());
  group.drain();
}

TEST(error_channel, wait_joins_tasks_that_succeed_and_returns_no_error) {
  int plain[8] = {};
  error_channel group(8);
  for (int& mine : plain) group.go([&mine] { mine = 1; });
  EXPECT_FALSE(group.wait());
  for (const int each : plain) EXPECT_EQ(each, 1);
}

TEST(error_channel, returns_the_first_error_without_waiting_for_the_other_tasks) {
  const error failure("failure");
  gate late;
  error_channel group(3);
  group.go([&] { late.pass(); });
  group.go([&] { return failure; });
  group.go([&] { late.pass(); });
  EXPECT_TRUE(same(group.wait(), failure));
  late.open();
  group.drain();
}

TEST(error_channel, returns_the_error_that_was_sent_first) {
  const error first("first"), second("second");
  for (int round = 0; round < 50; ++round) {
    error_channel group(2);
    gate failed;
    group.go([&] {
      failed.pass();
      return second;
    });
    group.go([&] { return first; });
    EXPECT_TRUE(same(group.wait(), first));
    failed.open();
    EXPECT_TRUE(same(group.wait(), second));
    EXPECT_FALSE(group.wait());
  }
}

TEST(error_channel, treats_an_exception_as_an_error) {
  error_channel group(1);
  group.go([]() -> error { throw std::runtime_error("thrown"); });
  const error result = group.wait();
  ASSERT_NE(result.as<std::runtime_error>(), nullptr);
  EXPECT_EQ(result.message(), "thrown");
}

/// A thread_local of this type counts down a latch when its thread ends.
struct counts_down_at_exit {
  std::shared_ptr<latch> at;
  ~counts_down_at_exit() {
    if (at) at->count_down();
  }
};

// The tasks outlive the group and no thread receives. All threads of the tasks must end.
TEST(error_channel, blocks_no_task_if_no_thread_receives) {
  constexpr std::size_t tasks = 8;
  const auto ended = std::make_shared<latch>(tasks);
  {
    error_channel group(tasks);
    for (std::size_t i = 0; i < tasks; ++i)
      group.go([ended] {
        thread_local counts_down_at_exit exit;
        exit.at = ended;
        return error("no thread receives this");
      });
  }
  ended->wait();
}

TEST(error_channel, drain_joins_every_task) {
  int plain[8] = {};
  error_channel group(8);
  for (int& mine : plain)
    group.go([&mine] {
      mine = 1;
      return error("failed");
    });
  EXPECT_TRUE(group.wait());
  group.drain();
  for (const int each : plain) EXPECT_EQ(each, 1);
  EXPECT_FALSE(group.wait());
}

TEST(error_channel, has_room_for_exactly_the_requested_number_of_tasks) {
  error_channel group(1);
  group.go([] {});
  EXPECT_THROW(group.go([] {}), std::length_error);
  EXPECT_FALSE(group.wait());
}

TEST(error_channel, a_go_that_throws_has_no_effect) {
  int thrown = 0;
  for (int fuse_at = 1;; ++fuse_at) {
    int fuse = fuse_at, runs = 0;
    error_channel group(1);
    auto body = [&runs] {
      ++runs;
      return error("ran");
    };
    hostile_callable task(body, fuse);
    try {
      group.go(std::move(task));
      EXPECT_TRUE(group.wait());
      EXPECT_EQ(runs, 1);
      break;
    } catch (const std::runtime_error&) {
      ++thrown;
    }
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(runs, 0);
    group.go(body);
    EXPECT_TRUE(group.wait());
  }
  EXPECT_GT(thrown, 0);
}

}  // namespace
}  // namespace gauntlet::subjects
