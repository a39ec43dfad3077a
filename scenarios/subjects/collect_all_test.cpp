#include "collect_all.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "scenarios/testing/executors.hpp"
#include "scenarios/testing/gate.hpp"
#include "scenarios/testing/hostile.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::concurrency_counter;
using gauntlet::testing::concurrent_tasks;
using gauntlet::testing::gate;
using gauntlet::testing::hostile_callable;
using gauntlet::testing::latch;

template <class Executor>
class collect_all_on : public ::testing::Test {
 protected:
  using group = basic_collect_all<Executor>;
};
TYPED_TEST_SUITE(collect_all_on, testing::executors, testing::executor_names);

TYPED_TEST(collect_all_on, p37_wait_without_tasks_returns_no_error) {
  typename TestFixture::group empty(0), room_left(3);
  EXPECT_FALSE(empty.wait());
  EXPECT_FALSE(room_left.wait());
}

TYPED_TEST(collect_all_on, p43_returns_no_error_if_all_tasks_succeed) {
  typename TestFixture::group group(3);
  group.go([] {});
  group.go([] { return error(); });
  group.go([] { return wrap("doing", error()); });
  EXPECT_FALSE(group.wait());
}

TYPED_TEST(collect_all_on, p42_every_failing_task_has_its_own_slot) {
  constexpr int tasks = 24;
  for (int round = 0; round < 20; ++round) {
    typename TestFixture::group group(tasks);
    for (int i = 0; i < tasks; ++i) group.go([i] { return error::of(i); });
    const error result = group.wait();
    ASSERT_EQ(result.causes().size(), static_cast<std::size_t>(tasks));
    for (int i = 0; i < tasks; ++i) EXPECT_EQ(*result.causes()[static_cast<std::size_t>(i)].as<int>(), i);
  }
}

// The tasks end in the reverse order of submission.
TYPED_TEST(collect_all_on, p43_errors_are_in_the_order_of_submission_not_of_completion) {
  gate ended[concurrent_tasks + 1];
  ended[concurrent_tasks].open();
  typename TestFixture::group group(concurrent_tasks);
  for (std::size_t i = 0; i < concurrent_tasks; ++i) {
    struct opens_when_destroyed {
      gate* mine;
      gate* next;
      std::size_t index;
      opens_when_destroyed(gate* a, gate* b, std::size_t i) : mine(a), next(b), index(i) {}
      opens_when_destroyed(opens_when_destroyed&& other) noexcept
          : mine(std::exchange(other.mine, nullptr)), next(other.next), index(other.index) {}
      // The callable is destroyed after its error is recorded.
      ~opens_when_destroyed() {
        if (mine != nullptr) mine->open();
      }
      error operator()() const {
        next->pass();
        return error(std::to_string(index));
      }
    };
    group.go(opens_when_destroyed(&ended[i], &ended[i + 1], i));
  }
  EXPECT_EQ(group.wait().message(), "0\n1\n2\n3");
}

TYPED_TEST(collect_all_on, p43_tasks_that_succeed_add_nothing_to_the_result) {
  const error first("first"), last("last");
  typename TestFixture::group group(5);
  group.go([] {});
  group.go([&] { return first; });
  group.go([] {});
  group.go([&] { return last; });
  group.go([] {});
  const error result = group.wait();
  ASSERT_EQ(result.causes().size(), 2u);
  EXPECT_TRUE(same(result.causes()[0], first));
  EXPECT_TRUE(same(result.causes()[1], last));
  EXPECT_EQ(result.message(), "first\nlast");
}

TYPED_TEST(collect_all_on, p43_a_single_error_is_found_in_the_result) {
  const error failure("failure");
  typename TestFixture::group group(1);
  group.go([&] { return failure; });
  const error result = group.wait();
  EXPECT_TRUE(result.is(failure));
  EXPECT_EQ(result.message(), "failure");
}

TYPED_TEST(collect_all_on, p44_every_error_in_every_tree_is_found) {
  const error a("a"), b("b"), c = error::of(3), joined = join({a, wrap("w", b)});
  typename TestFixture::group group(2);
  group.go([&] { return joined; });
  group.go([&] { return wrap("outer", c); });
  const error result = group.wait();
  for (const error& each : {a, b, c, joined}) EXPECT_TRUE(result.is(each)) << each.message();
  ASSERT_EQ(result.causes().size(), 2u);
  EXPECT_TRUE(same(result.causes()[0], joined));
  EXPECT_EQ(*result.as<int>(), 3);
}

/// A task that fails by a return or a throw, and counts down a latch when its error has been recorded: the
/// callable is destroyed after that.
class failing_task {
 public:
  failing_task(bool throws, latch& at) : throws_(throws), at_(&at) {}
  failing_task(failing_task&& other) noexcept
      : throws_(other.throws_), at_(std::exchange(other.at_, nullptr)) {}
  ~failing_task() {
    if (at_ != nullptr) at_->count_down();
  }
  failing_task& operator=(failing_task&&) = delete;
  error operator()() const {
    if (throws_) throw std::runtime_error("thrown");
    return error("returned");
  }

 private:
  bool throws_;
  latch* at_;
};

// All tasks except one fail. That one can end only after they have failed.
TYPED_TEST(collect_all_on, p45_a_failure_neither_stops_nor_skips_nor_abandons_the_others) {
  latch others_failed(concurrent_tasks - 1);
  bool finished = false, after = false;
  typename TestFixture::group group(concurrent_tasks + 1);
  group.go([&] {
    others_failed.wait();
    finished = true;
  });
  for (std::size_t i = 1; i < concurrent_tasks; ++i) group.go(failing_task(i % 2 == 0, others_failed));
  others_failed.wait();
  group.go([&] { after = true; });
  EXPECT_EQ(group.wait().causes().size(), concurrent_tasks - 1);
  EXPECT_TRUE(finished);
  EXPECT_TRUE(after);
}

TYPED_TEST(collect_all_on, p46_exceptions_are_collected_like_returned_errors) {
  typename TestFixture::group group(2);
  group.go([]() -> error { throw std::out_of_range("thrown"); });
  group.go([] { return error("returned"); });
  const error result = group.wait();
  EXPECT_EQ(result.message(), "thrown\nreturned");
  EXPECT_NE(result.as<std::out_of_range>(), nullptr);
}

TYPED_TEST(collect_all_on, p25_no_more_tasks_are_active_than_the_limit_allows) {
  concurrency_counter inside;
  typename TestFixture::group group(60, 3);
  for (int i = 0; i < 60; ++i)
    group.go([&] {
      const concurrency_counter::visit visit(inside);
      std::this_thread::yield();
      return error("failed");
    });
  EXPECT_EQ(group.wait().causes().size(), 60u);
  EXPECT_LE(inside.most(), 3u);
}

TYPED_TEST(collect_all_on, p26_as_many_tasks_run_concurrently_as_the_limit_allows) {
  latch all(concurrent_tasks);
  typename TestFixture::group group(concurrent_tasks, concurrent_tasks);
  for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([&] { all.arrive(); });
  EXPECT_FALSE(group.wait());
}

TYPED_TEST(collect_all_on, has_room_for_exactly_the_requested_number_of_tasks) {
  const error failure("failure");
  bool ran = false;
  typename TestFixture::group group(1);
  group.go([&] { return failure; });
  for (int i = 0; i < 2; ++i) EXPECT_THROW(group.go([&] { ran = true; }), std::length_error);
  EXPECT_EQ(group.wait().causes().size(), 1u);
  EXPECT_THROW(group.go([&] { ran = true; }), std::length_error);
  EXPECT_FALSE(ran);
}

TYPED_TEST(collect_all_on, p38_a_second_wait_returns_the_same_errors) {
  const error failure("failure");
  typename TestFixture::group group(2);
  group.go([&] { return failure; });
  EXPECT_EQ(group.wait().causes().size(), 1u);
  EXPECT_TRUE(group.wait().is(failure));
  group.go([] { return error("later"); });
  EXPECT_EQ(group.wait().message(), "failure\nlater");
}

TYPED_TEST(collect_all_on, p50_every_task_happens_before_the_return_of_wait) {
  for (int round = 0; round < 100; ++round) {
    int plain[concurrent_tasks] = {};
    typename TestFixture::group group(concurrent_tasks);
    for (int& mine : plain) group.go([&mine] { mine = 1; });
    EXPECT_FALSE(group.wait());
    for (const int each : plain) EXPECT_EQ(each, 1);
  }
}

TYPED_TEST(collect_all_on, p53_a_go_whose_callable_throws_when_moved_has_no_effect) {
  int thrown = 0;
  for (int fuse_at = 1; fuse_at < 100; ++fuse_at) {
    typename TestFixture::group group(1, 1);
    int runs = 0, fuse = fuse_at;
    hostile_callable task([&runs] { ++runs; }, fuse);
    bool started = true;
    try {
      group.go(std::move(task));
    } catch (const std::runtime_error&) {
      started = false;
      ++thrown;
    }
    if (started) {
      EXPECT_FALSE(group.wait());
      EXPECT_EQ(runs, 1);
      break;
    }
    group.go([] { return error("the slot and the permit are still there"); });
    EXPECT_EQ(group.wait().causes().size(), 1u);
    EXPECT_EQ(runs, 0);
  }
  EXPECT_GT(thrown, 0);
}

TYPED_TEST(collect_all_on, p54_callables_are_destroyed_before_wait_returns) {
  for (int round = 0; round < 100; ++round) {
    auto held = std::make_shared<int>(0);
    typename TestFixture::group group(concurrent_tasks);
    for (std::size_t i = 0; i < concurrent_tasks; ++i) group.go([held] {});
    EXPECT_FALSE(group.wait());
    EXPECT_EQ(held.use_count(), 1);
  }
}

TYPED_TEST(collect_all_on, p55_a_group_may_be_destroyed_as_soon_as_a_wait_has_returned) {
  for (int round = 0; round < 200; ++round) {
    auto group = std::make_unique<typename TestFixture::group>(1);
    group->go([] { return error("failed"); });
    EXPECT_TRUE(group->wait());
    group.reset();
  }
}

TYPED_TEST(collect_all_on, p56_a_destructor_without_a_wait_joins) {
  int plain = 0;
  {
    typename TestFixture::group group(1);
    group.go([&] { plain = 1; });
  }
  EXPECT_EQ(plain, 1);
}

// Not tested on a pool: a task must not exit a pool's thread.
TEST(collect_all, p48_a_task_whose_thread_exits_has_failed) {
  collect_all group(2);
  group.go([] { pthread_exit(nullptr); });
  group.go([] { return error("returned"); });
  const error result = group.wait();
  EXPECT_TRUE(result.is(abandoned()));
  EXPECT_EQ(result.causes().size(), 2u);
}

TYPED_TEST(collect_all_on, p60_a_wait_that_times_out_has_no_effect) {
  const error late("late");
  gate opened;
  typename TestFixture::group group(1);
  group.go([&] {
    opened.pass();
    return late;
  });
  EXPECT_FALSE(group.wait_until(std::chrono::steady_clock::now()).has_value());
  opened.open();
  const auto result = group.wait_until(std::chrono::steady_clock::time_point::max());
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(result->is(late));
  EXPECT_TRUE(group.wait().is(late));
}

}  // namespace
}  // namespace gauntlet::subjects
