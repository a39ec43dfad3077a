#include "fail_fast.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "scenarios/testing/executors.hpp"
#include "scenarios/testing/gate.hpp"
#include "scenarios/testing/hostile.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::concurrent_tasks;
using gauntlet::testing::gate;
using gauntlet::testing::hostile_callable;
using gauntlet::testing::latch;

template <class Executor>
class fail_fast_on : public ::testing::Test {
 protected:
  using group = basic_fail_fast<Executor>;
  const context parent = context::background();
};
TYPED_TEST_SUITE(fail_fast_on, testing::executors, testing::executor_names);

// Which error wait returns

TYPED_TEST(fail_fast_on, p06_under_limit_one_the_first_task_that_fails_is_the_result) {
  for (int round = 0; round < 100; ++round) {
    const error first("first"), second("second");
    auto group = TestFixture::group::with_context(this->parent);
    group.set_limit(1);
    group.go([] {});
    group.go([&] { return first; });
    group.go([&] { return second; });
    EXPECT_TRUE(same(group.wait(), first));
  }
}

TYPED_TEST(fail_fast_on, p06_an_error_that_was_observed_as_the_cause_is_the_result) {
  const error first("first");
  auto group = TestFixture::group::with_context(this->parent);
  const context& own = *group.group_context();
  error seen;
  group.go([&] {
    own.wait();
    seen = own.cause();
    return error("second");
  });
  group.go([&] { return first; });
  EXPECT_TRUE(same(group.wait(), first));
  EXPECT_TRUE(same(seen, first));
}

TYPED_TEST(fail_fast_on, p08_an_error_caused_by_the_cancellation_is_never_the_result) {
  for (int round = 0; round < 200; ++round) {
    auto group = TestFixture::group::with_context(this->parent);
    const context own = *group.group_context();
    const auto consequence = [own] {
      own.wait();
      return error("consequence");
    };
    group.go(consequence);
    group.go(consequence);
    group.go([] { return error("cause"); });
    EXPECT_EQ(group.wait().message(), "cause");
  }
}

TYPED_TEST(fail_fast_on, p09_an_error_is_not_lost_if_the_parent_is_also_cancelled) {
  for (int round = 0; round < 100; ++round) {
    const error failure("failure");
    const context parent = context::background();
    auto group = TestFixture::group::with_context(parent);
    group.go([&] { return failure; });
    parent.cancel();
    EXPECT_TRUE(same(group.wait(), failure));
  }
}

TYPED_TEST(fail_fast_on, p09_an_error_of_the_last_of_more_tasks_than_the_limit_is_not_lost) {
  const error failure("failure");
  auto group = TestFixture::group::with_context(this->parent);
  group.set_limit(2);
  group.go([] {});
  group.go([] {});
  group.go([&] { return failure; });
  EXPECT_TRUE(same(group.wait(), failure));
}

TYPED_TEST(fail_fast_on, p10_returns_no_error_if_tasks_succeed_although_the_parent_was_cancelled) {
  const context parent = context::background();
  auto group = TestFixture::group::with_context(parent);
  const context& own = *group.group_context();
  group.go([&] { own.wait(); });
  parent.cancel(error("of parent"));
  EXPECT_FALSE(group.wait());
}

TYPED_TEST(fail_fast_on, p07_the_result_is_the_error_that_the_task_returned_with_its_value) {
  auto group = TestFixture::group::with_context(this->parent);
  group.go([] { return wrap("outer", error::of(7)); });
  const error result = group.wait();
  EXPECT_EQ(result.message(), "outer: error");
  ASSERT_NE(result.as<int>(), nullptr);
  EXPECT_EQ(*result.as<int>(), 7);
}

// Cancellation

TYPED_TEST(fail_fast_on, p13_the_first_error_cancels_before_any_wait) {
  const error failure("failure");
  auto group = TestFixture::group::with_context(this->parent);
  const context& own = *group.group_context();
  std::atomic<int> woken{0};
  for (int i = 0; i < 2; ++i)
    group.go([&] {
      own.wait();
      ++woken;
    });
  EXPECT_FALSE(own.done());
  group.go([&] { return failure; });
  own.wait();
  EXPECT_TRUE(same(group.wait(), failure));
  EXPECT_EQ(woken, 2);
}

TYPED_TEST(fail_fast_on, p14_a_success_does_not_cancel) {
  auto group = TestFixture::group::with_context(this->parent);
  const context& own = *group.group_context();
  gate ended;
  group.go([&] { ended.open(); });
  ended.pass();
  EXPECT_FALSE(own.done());
  bool cancelled = true;
  group.go([&] { cancelled = own.done(); });
  EXPECT_FALSE(group.wait());
  EXPECT_FALSE(cancelled);
}

TYPED_TEST(fail_fast_on, p15_after_a_wait_the_context_is_cancelled_also_on_success) {
  auto group = TestFixture::group::with_context(this->parent);
  group.go([] {});
  EXPECT_FALSE(group.wait());
  EXPECT_TRUE(group.group_context()->done());
  EXPECT_TRUE(same(group.group_context()->cause(), canceled()));
}

TYPED_TEST(fail_fast_on, p16_the_cause_is_the_error_that_wait_returns) {
  for (int round = 0; round < 100; ++round) {
    auto group = TestFixture::group::with_context(this->parent);
    for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([] { return error("an error of its own"); });
    const error result = group.wait();
    EXPECT_TRUE(result);
    EXPECT_TRUE(same(group.group_context()->cause(), result));
    EXPECT_TRUE(same(group.group_context()->err(), canceled()));
  }
}

TYPED_TEST(fail_fast_on, p16_the_cause_is_the_parents_if_the_parent_was_cancelled_first) {
  const error of_parent("of parent"), failure("failure");
  const context parent = context::background();
  auto group = TestFixture::group::with_context(parent);
  const context& own = *group.group_context();
  group.go([&] {
    own.wait();
    return failure;
  });
  parent.cancel(of_parent);
  EXPECT_TRUE(same(group.wait(), failure));
  EXPECT_TRUE(same(own.cause(), of_parent));
}

TYPED_TEST(fail_fast_on, p17_an_observer_of_the_cancellation_observes_the_failing_tasks_writes) {
  for (int round = 0; round < 100; ++round) {
    auto group = TestFixture::group::with_context(this->parent);
    const context& own = *group.group_context();
    int plain = 0;
    group.go([&] {
      own.wait();
      EXPECT_EQ(plain, 1);
    });
    group.go([&] {
      plain = 1;
      return error("failed");
    });
    EXPECT_TRUE(group.wait());
  }
}

TYPED_TEST(fail_fast_on, p18_a_task_that_is_submitted_after_the_cancellation_runs_and_observes_it) {
  auto group = TestFixture::group::with_context(this->parent);
  const context& own = *group.group_context();
  group.go([] { return error("first"); });
  own.wait();
  bool seen = false;
  group.go([&] { seen = own.done(); });
  EXPECT_TRUE(group.wait());
  EXPECT_TRUE(seen);
}

TYPED_TEST(fail_fast_on, p20_the_parents_cancellation_reaches_the_tasks_and_does_not_end_wait_early) {
  const error of_parent("of parent");
  const context parent = context::background();
  auto group = TestFixture::group::with_context(parent);
  const context& own = *group.group_context();
  gate seen, end;
  bool ended = false;
  group.go([&] {
    own.wait();
    seen.open();
    end.pass();
    ended = true;
  });
  parent.cancel(of_parent);
  seen.pass();
  std::thread opener([&] { end.open(); });
  EXPECT_FALSE(group.wait());
  EXPECT_TRUE(ended);
  EXPECT_TRUE(same(own.cause(), of_parent));
  opener.join();
}

TYPED_TEST(fail_fast_on, p20_a_deadline_reaches_the_tasks_and_is_not_an_error_of_a_task) {
  const deadline_context limited(this->parent, std::chrono::steady_clock::time_point::min());
  auto group = TestFixture::group::with_context(limited.get());
  const context& own = *group.group_context();
  group.go([&] { own.wait(); });
  EXPECT_FALSE(group.wait());
  EXPECT_TRUE(same(own.err(), deadline_exceeded()));
}

TYPED_TEST(fail_fast_on, p21_a_failure_cancels_neither_the_parent_nor_a_sibling_group) {
  auto failing = TestFixture::group::with_context(this->parent);
  auto sibling = TestFixture::group::with_context(this->parent);
  failing.go([] { return error("failed"); });
  EXPECT_TRUE(failing.wait());
  EXPECT_FALSE(this->parent.done());
  EXPECT_FALSE(sibling.group_context()->done());
  EXPECT_FALSE(sibling.wait());
}

TYPED_TEST(fail_fast_on, p22_an_outer_cancellation_reaches_a_nested_group_and_its_error_is_the_outer_tasks) {
  const error inner_failure("inner"), outer_failure("outer");
  auto outer = TestFixture::group::with_context(this->parent);
  error inner_cause, inner_result;
  outer.go([&] {
    auto inner = TestFixture::group::with_context(*outer.group_context());
    const context& own = *inner.group_context();
    inner.go([&] {
      own.wait();
      return inner_failure;
    });
    inner_result = inner.wait();
    inner_cause = own.cause();
    return inner_result;
  });
  outer.go([&] { return outer_failure; });
  EXPECT_TRUE(same(outer.wait(), outer_failure));
  EXPECT_TRUE(same(inner_cause, outer_failure));
  EXPECT_TRUE(same(inner_result, inner_failure));
}

TYPED_TEST(fail_fast_on, p24_a_callback_of_the_cancellation_may_use_the_group) {
  auto group = TestFixture::group::with_context(this->parent);
  bool child_ran = false;
  const std::stop_callback on_stop(group.group_context()->stop_token(), [&] {
    group.go([&] { child_ran = true; });
    EXPECT_TRUE(group.group_context()->cause());
    EXPECT_THROW(group.set_limit(1), std::logic_error);
  });
  group.go([] { return error("failed"); });
  EXPECT_TRUE(group.wait());
  EXPECT_TRUE(child_ran);
}

TYPED_TEST(fail_fast_on, p24_a_callback_may_block_until_another_task_has_failed) {
  auto group = TestFixture::group::with_context(this->parent);
  latch both_failed(2);
  const std::stop_callback on_stop(group.group_context()->stop_token(), [&] { both_failed.arrive(); });
  struct counts_down_when_destroyed {
    latch* at;
    explicit counts_down_when_destroyed(latch& where) : at(&where) {}
    counts_down_when_destroyed(counts_down_when_destroyed&& other) noexcept
        : at(std::exchange(other.at, nullptr)) {}
    // The callable is destroyed after its error is recorded.
    ~counts_down_when_destroyed() {
      if (at != nullptr) at->count_down();
    }
    error operator()() const { return error("second"); }
  };
  group.go([] { return error("first"); });
  group.group_context()->wait();
  group.go(counts_down_when_destroyed(both_failed));
  EXPECT_EQ(group.wait().message(), "first");
}

// Tasks that throw or exit

TYPED_TEST(fail_fast_on, p46_an_exception_is_an_error_and_cancels) {
  auto group = TestFixture::group::with_context(this->parent);
  const context& own = *group.group_context();
  group.go([&] { own.wait(); });
  group.go([]() -> error { throw std::out_of_range("thrown"); });
  const error result = group.wait();
  ASSERT_NE(result.as<std::out_of_range>(), nullptr);
  EXPECT_EQ(result.message(), "thrown");
  EXPECT_TRUE(same(own.cause(), result));
}

TYPED_TEST(fail_fast_on, p49_exceptions_that_are_not_the_result_are_destroyed_before_wait_returns) {
  struct counted {
    std::shared_ptr<int> held;
  };
  for (int round = 0; round < 50; ++round) {
    auto held = std::make_shared<int>(0);
    {
      basic_fail_fast<TypeParam> group;
      group.set_limit(1);
      group.go([] { return error("first"); });
      for (int i = 0; i < 3; ++i) group.go([held]() -> error { throw counted{held}; });
      EXPECT_EQ(group.wait().message(), "first");
      EXPECT_EQ(held.use_count(), 1);
    }
  }
}

// Not tested on a pool: a task must not exit a pool's thread.
TEST(fail_fast, p48_a_task_whose_thread_exits_has_failed) {
  for (int round = 0; round < 20; ++round) {
    auto group = fail_fast::with_context(context::background());
    const context& own = *group.group_context();
    auto held = std::make_shared<int>(0);
    group.set_limit(2);
    group.go([&] { own.wait(); });
    group.go([held] { pthread_exit(nullptr); });
    EXPECT_TRUE(same(group.wait(), abandoned()));
    EXPECT_TRUE(same(own.cause(), abandoned()));
    EXPECT_EQ(held.use_count(), 1);
    EXPECT_TRUE(group.try_go([] {}));
    EXPECT_TRUE(same(group.wait(), abandoned()));
  }
}

// Lets the first move of the callable throw, then the second, and so on, until all moves succeed and the task
// starts.
TYPED_TEST(fail_fast_on, p53_a_go_whose_callable_throws_when_moved_has_no_effect) {
  int thrown = 0;
  for (int fuse_at = 1; fuse_at < 100; ++fuse_at) {
    auto group = TestFixture::group::with_context(this->parent);
    group.set_limit(1);
    int runs = 0, fuse = fuse_at;
    hostile_callable task([&runs] { ++runs; }, fuse);
    bool started = true;
    try {
      group.go(std::move(task));
    } catch (const std::runtime_error&) {
      started = false;
      ++thrown;
    }
    fuse = 0;
    if (started) {
      EXPECT_FALSE(group.wait());
      EXPECT_EQ(runs, 1);
      break;
    }
    EXPECT_NO_THROW(group.set_limit(1)) << "at move " << fuse_at;
    EXPECT_TRUE(group.try_go([&runs] { runs += 10; })) << "at move " << fuse_at;
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(runs, 10);
  }
  EXPECT_GT(thrown, 0);
}

TYPED_TEST(fail_fast_on, p53_a_try_go_whose_callable_throws_when_moved_has_no_effect) {
  for (int fuse_at = 1; fuse_at < 100; ++fuse_at) {
    basic_fail_fast<TypeParam> group;
    group.set_limit(1);
    int fuse = fuse_at;
    hostile_callable task([] {}, fuse);
    try {
      EXPECT_TRUE(group.try_go(std::move(task)));
      EXPECT_FALSE(group.wait());
      break;
    } catch (const std::runtime_error&) {
      fuse = 0;
    }
    EXPECT_NO_THROW(group.set_limit(1)) << "at move " << fuse_at;
    EXPECT_TRUE(group.try_go([] {})) << "at move " << fuse_at;
    EXPECT_FALSE(group.wait());
  }
}

// Lifetime

TYPED_TEST(fail_fast_on, p54_callables_are_destroyed_before_wait_returns) {
  for (int round = 0; round < 100; ++round) {
    auto held = std::make_shared<int>(0);
    basic_fail_fast<TypeParam> group;
    for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([held] {});
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(held.use_count(), 1);
  }
}

TYPED_TEST(fail_fast_on, p55_a_group_may_be_destroyed_as_soon_as_a_wait_has_returned) {
  for (int round = 0; round < 200; ++round) {
    auto group = std::make_unique<basic_fail_fast<TypeParam>>();
    group->go([] { return error("failed"); });
    EXPECT_TRUE(group->wait());
    group.reset();
  }
}

TYPED_TEST(fail_fast_on, p56_a_destructor_without_a_wait_cancels_and_joins) {
  bool ended = false;
  {
    auto group = TestFixture::group::with_context(this->parent);
    const context& own = *group.group_context();
    group.go([&ended, own] {
      own.wait();
      ended = true;
    });
  }
  EXPECT_TRUE(ended);
  EXPECT_FALSE(this->parent.done());
}

TYPED_TEST(fail_fast_on, p56_a_destructor_without_a_context_joins) {
  int plain = 0;
  {
    basic_fail_fast<TypeParam> group;
    group.go([&] { plain = 1; });
  }
  EXPECT_EQ(plain, 1);
}

TYPED_TEST(fail_fast_on, accepts_move_only_callables_and_those_that_return_void) {
  basic_fail_fast<TypeParam> group;
  int got = 0;
  group.go([&got, value = std::make_unique<int>(7)] { got = *value; });
  EXPECT_TRUE(group.try_go([value = std::make_unique<int>(8)] {}));
  EXPECT_FALSE(group.wait());
  EXPECT_EQ(got, 7);
}

// Waits with a deadline

TYPED_TEST(fail_fast_on, p60_a_wait_that_times_out_has_no_effect) {
  const error late("late");
  gate opened;
  auto group = TestFixture::group::with_context(this->parent);
  group.go([&] {
    opened.pass();
    return late;
  });
  EXPECT_FALSE(group.wait_until(std::chrono::steady_clock::now()).has_value());
  EXPECT_FALSE(group.group_context()->done());
  opened.open();
  const auto result = group.wait_until(std::chrono::steady_clock::time_point::max());
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(result->is(late));
  EXPECT_TRUE(group.wait().is(late));
}

}  // namespace
}  // namespace gauntlet::subjects
