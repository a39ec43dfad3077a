// Tests limits, submits and waits. fail_fast_test.cpp has the other tests of fail_fast.hpp.

#include "fail_fast.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "scenarios/testing/executors.hpp"
#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::concurrency_counter;
using gauntlet::testing::concurrent_tasks;
using gauntlet::testing::gate;
using gauntlet::testing::latch;

template <class Executor>
class fail_fast_submits_on : public ::testing::Test {
 protected:
  using group = basic_fail_fast<Executor>;
  const context parent = context::background();
};
TYPED_TEST_SUITE(fail_fast_submits_on, testing::executors, testing::executor_names);

// Limits

TYPED_TEST(fail_fast_submits_on, p25_no_more_tasks_are_active_than_the_limit_allows) {
  concurrency_counter inside;
  auto group = TestFixture::group::with_context(this->parent);
  group.set_limit(2);
  for (int i = 0; i < 60; ++i)
    group.go([&] {
      const concurrency_counter::visit visit(inside);
      std::this_thread::yield();
    });
  EXPECT_FALSE(group.wait());
  EXPECT_LE(inside.most(), 2u);
  EXPECT_EQ(inside.visits(), 60u);
}

TYPED_TEST(fail_fast_submits_on, p26_as_many_tasks_run_concurrently_as_the_limit_allows_after_any_outcomes) {
  auto group = TestFixture::group::with_context(this->parent);
  group.set_limit(concurrent_tasks);
  for (std::size_t i = 0; i < 2 * concurrent_tasks; ++i)
    group.go([i]() -> error {
      if (i % 3 == 0) throw std::runtime_error("thrown");
      return i % 3 == 1 ? error("returned") : error();
    });
  latch all(concurrent_tasks);
  for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([&] { all.arrive(); });
  EXPECT_TRUE(group.wait());
}

// Exactly as many permits are free as the limit allows.
TYPED_TEST(fail_fast_submits_on, p27_all_permits_are_free_when_wait_returns) {
  for (int round = 0; round < 200; ++round) {
    basic_fail_fast<TypeParam> group;
    group.set_limit(concurrent_tasks);
    for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([] { return error("failed"); });
    static_cast<void>(group.wait());
    EXPECT_NO_THROW(group.set_limit(2));
    gate end;
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(group.try_go([&] { end.pass(); }));
    EXPECT_FALSE(group.try_go([] {}));
    end.open();
    static_cast<void>(group.wait());
  }
}

TYPED_TEST(fail_fast_submits_on, p28_a_go_at_the_limit_starts_its_task_only_after_another_has_ended) {
  gate end_first;
  std::atomic<bool> first_ended{false};
  bool too_early = true;
  basic_fail_fast<TypeParam> group;
  group.set_limit(1);
  group.go([&] {
    end_first.pass();
    first_ended = true;
  });
  std::thread submitter([&] {
    group.go([&] { too_early = !first_ended; });
    EXPECT_TRUE(first_ended);
  });
  end_first.open();
  submitter.join();
  EXPECT_FALSE(group.wait());
  EXPECT_FALSE(too_early);
}

TYPED_TEST(fail_fast_submits_on, p29_try_go_never_blocks_and_returns_whether_it_started_the_task) {
  gate end;
  std::atomic<int> ran{0};
  basic_fail_fast<TypeParam> group;
  group.set_limit(2);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(group.try_go([&] {
      end.pass();
      ++ran;
    }));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(group.try_go([&] { ++ran; }));
  end.open();
  EXPECT_FALSE(group.wait());
  EXPECT_EQ(ran, 2);
}

TYPED_TEST(fail_fast_submits_on, p29_try_go_without_a_limit_always_starts_the_task) {
  std::atomic<int> ran{0};
  basic_fail_fast<TypeParam> group;
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(group.try_go([&] { ++ran; }));
  EXPECT_FALSE(group.wait());
  EXPECT_EQ(ran, 50);
}

TYPED_TEST(fail_fast_submits_on, p30_limit_zero_lets_no_task_start) {
  bool ran = false;
  basic_fail_fast<TypeParam> group;
  group.set_limit(0);
  for (int i = 0; i < 1024; ++i) EXPECT_FALSE(group.try_go([&] { ran = true; }));
  EXPECT_FALSE(group.wait());
  EXPECT_FALSE(ran);
}

TYPED_TEST(fail_fast_submits_on, p31_a_negative_limit_means_unlimited) {
  basic_fail_fast<TypeParam> group;
  group.set_limit(1);
  group.set_limit(-3);
  latch all(concurrent_tasks);
  for (std::size_t i = 0; i < concurrent_tasks; ++i) EXPECT_TRUE(group.try_go([&] { all.arrive(); }));
  EXPECT_FALSE(group.wait());
}

// Go's errgroup may block forever if the limit is set while unlimited tasks are active.
TYPED_TEST(fail_fast_submits_on, p32_set_limit_throws_while_a_task_is_active_and_has_no_effect) {
  for (const std::ptrdiff_t before : {std::ptrdiff_t{-1}, std::ptrdiff_t{2}}) {
    gate end;
    basic_fail_fast<TypeParam> group;
    group.set_limit(before);
    group.go([&] { end.pass(); });
    for (const std::ptrdiff_t wanted : {1, -1, 0}) EXPECT_THROW(group.set_limit(wanted), std::logic_error);
    EXPECT_TRUE(group.try_go([&] { end.pass(); }));
    EXPECT_EQ(group.try_go([&] { end.pass(); }), before < 0);
    end.open();
    EXPECT_FALSE(group.wait());
    EXPECT_NO_THROW(group.set_limit(1));
  }
}

// Submitting and waiting

TYPED_TEST(fail_fast_submits_on, p01_wait_joins_tasks_that_tasks_submit_three_levels_deep) {
  for (int round = 0; round < 50; ++round) {
    basic_fail_fast<TypeParam> group;
    int plain = 0;
    group.go([&] { group.go([&] { group.go([&] { plain = 1; }); }); });
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(plain, 1);
  }
}

TYPED_TEST(fail_fast_submits_on, p02_every_task_runs_once_even_after_a_failure) {
  std::vector<int> runs(30);
  auto group = TestFixture::group::with_context(this->parent);
  for (int& mine : runs)
    group.go([&mine] {
      ++mine;
      return error("failed");
    });
  EXPECT_TRUE(group.wait());
  EXPECT_EQ(runs, std::vector<int>(30, 1));
}

TYPED_TEST(fail_fast_submits_on, p03_tasks_run_at_the_same_time) {
  latch all(concurrent_tasks);
  basic_fail_fast<TypeParam> group;
  for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([&] { all.arrive(); });
  EXPECT_FALSE(group.wait());
}

TYPED_TEST(fail_fast_submits_on, p05_go_happens_before_its_task_and_the_task_before_the_return_of_wait) {
  for (int round = 0; round < 100; ++round) {
    basic_fail_fast<TypeParam> group;
    int before = 0, after = 0;
    before = 1;
    group.go([&] { after = before; });
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(after, 1);
  }
}

// A go that may raise the count from zero must be ordered with every wait. Here it cannot, because a task is
// active.
TYPED_TEST(fail_fast_submits_on, p36_a_go_concurrent_with_a_wait_is_joined_while_a_task_is_active) {
  for (int round = 0; round < 50; ++round) {
    gate end;
    int plain = 0;
    basic_fail_fast<TypeParam> group;
    group.go([&] { end.pass(); });
    std::thread submitter([&] {
      group.go([&] { plain = 1; });
      end.open();
    });
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(plain, 1);
    submitter.join();
  }
}

TYPED_TEST(fail_fast_submits_on, p37_a_wait_without_tasks_returns_no_error_and_cancels) {
  auto group = TestFixture::group::with_context(this->parent);
  EXPECT_FALSE(group.wait());
  EXPECT_TRUE(group.group_context()->done());
  EXPECT_FALSE(this->parent.done());
}

TYPED_TEST(fail_fast_submits_on, p38_a_second_wait_returns_the_same_error) {
  const error failure("failure");
  basic_fail_fast<TypeParam> group;
  group.go([&] { return failure; });
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(same(group.wait(), failure));
}

TYPED_TEST(fail_fast_submits_on, p39_concurrent_waits_all_join_and_return_the_same_error) {
  for (int round = 0; round < 50; ++round) {
    auto group = TestFixture::group::with_context(this->parent);
    gate end;
    int plain = 0;
    latch ready(4);
    std::vector<error> results(3);
    std::vector<std::thread> waiters;
    for (auto& result : results)
      waiters.emplace_back([&] {
        ready.arrive();
        result = group.wait();
        EXPECT_EQ(plain, 1);
      });
    group.go([&]() -> error {
      end.pass();
      plain = 1;
      throw std::runtime_error("thrown");
    });
    ready.arrive();
    end.open();
    for (auto& waiter : waiters) waiter.join();
    for (const auto& result : results) {
      EXPECT_TRUE(same(result, results[0]));
      EXPECT_NE(result.as<std::runtime_error>(), nullptr);
    }
  }
}

TYPED_TEST(fail_fast_submits_on, p40_a_reused_group_runs_its_tasks_and_keeps_its_first_error) {
  const error first("first");
  auto group = TestFixture::group::with_context(this->parent);
  group.go([&] { return first; });
  EXPECT_TRUE(same(group.wait(), first));
  bool ran = false;
  group.go([&] {
    ran = true;
    return error("of the second phase");
  });
  EXPECT_TRUE(same(group.wait(), first));
  EXPECT_TRUE(ran);
  EXPECT_TRUE(same(group.group_context()->cause(), first));
}

TYPED_TEST(fail_fast_submits_on, p40_an_error_of_the_second_phase_is_the_result_if_the_first_phase_had_none) {
  const error late("late");
  auto group = TestFixture::group::with_context(this->parent);
  EXPECT_FALSE(group.wait());
  group.go([&] { return late; });
  EXPECT_TRUE(same(group.wait(), late));
  EXPECT_TRUE(same(group.group_context()->cause(), canceled()));
}

TYPED_TEST(fail_fast_submits_on, p41_a_group_without_a_context_returns_the_first_error_and_runs_all_tasks) {
  const error first("first");
  basic_fail_fast<TypeParam> group;
  EXPECT_EQ(group.group_context(), nullptr);
  group.set_limit(1);
  bool ran = false;
  group.go([&] { return first; });
  group.go([&] {
    ran = true;
    return error("second");
  });
  EXPECT_TRUE(same(group.wait(), first));
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace gauntlet::subjects
