#include "crew.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include "scenarios/testing/executors.hpp"
#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::gate;

constexpr auto ignore_errors = [](const error&) {};

// run_captured

TEST(run_captured, returns_the_error_of_a_task_or_an_empty_one_for_void) {
  const error failure("failure");
  auto fails = [&] { return failure; };
  auto succeeds = [] {};
  EXPECT_TRUE(same(run_captured(fails), failure));
  EXPECT_FALSE(run_captured(succeeds));
}

TEST(run_captured, returns_an_exception_of_any_type) {
  auto throws_class = []() -> error { throw std::out_of_range("far"); };
  auto throws_int = [] { throw 7; };
  const error of_class = run_captured(throws_class), of_int = run_captured(throws_int);
  ASSERT_NE(of_class.as<std::out_of_range>(), nullptr);
  EXPECT_EQ(of_class.message(), "far");
  ASSERT_NE(of_int.as<int>(), nullptr);
  EXPECT_EQ(*of_int.as<int>(), 7);
}

template <class Executor>
class crew_on : public ::testing::Test {};
TYPED_TEST_SUITE(crew_on, testing::executors, testing::executor_names);

// A task runs its body, reports, destroys its callable, releases its permit and is counted down, all before
// wait returns. `steps` is plain memory: only this order prevents data races on it.
TYPED_TEST(crew_on, ends_a_task_in_the_promised_order) {
  for (int round = 0; round < 100; ++round) {
    std::vector<std::string> steps;
    struct noted {
      std::vector<std::string>* steps;
      explicit noted(std::vector<std::string>* s) : steps(s) {}
      noted(noted&& other) noexcept : steps(std::exchange(other.steps, nullptr)) {}
      ~noted() {
        if (steps != nullptr) steps->emplace_back("callable destroyed");
      }
      error operator()() const {
        steps->emplace_back("body");
        return error("failed");
      }
    };
    crew<TypeParam> tasks;
    tasks.set_limit(1);
    tasks.go(noted(&steps), [&steps](const error&) { steps.emplace_back("report"); });
    tasks.go([&steps] { steps.emplace_back("next task"); }, ignore_errors);
    tasks.wait();
    EXPECT_EQ(steps, (std::vector<std::string>{"body", "report", "callable destroyed", "next task"}));
    EXPECT_EQ(tasks.active(), 0u);
  }
}

TYPED_TEST(crew_on, reports_no_error_if_no_task_failed) {
  int reports = 0;
  crew<TypeParam> tasks;
  tasks.go([] {}, [&](const error&) { ++reports; });
  tasks.wait();
  EXPECT_EQ(reports, 0);
}

// This is stricter than errgroup (P36): a task is counted before it acquires its permit.
TYPED_TEST(crew_on, a_wait_joins_a_task_whose_go_is_blocked_at_the_limit) {
  for (int round = 0; round < 50; ++round) {
    gate end_first;
    int plain = 0;
    crew<TypeParam> tasks;
    tasks.set_limit(1);
    tasks.go([&] { end_first.pass(); }, ignore_errors);
    std::thread submitter([&] { tasks.go([&] { plain = 1; }, ignore_errors); });
    while (tasks.active() != 2) std::this_thread::yield();
    end_first.open();
    tasks.wait();
    EXPECT_EQ(plain, 1);
    submitter.join();
  }
}

TYPED_TEST(crew_on, a_rejected_task_is_neither_run_nor_counted) {
  gate end_first;
  bool ran = false;
  auto held = std::make_shared<int>(0);
  crew<TypeParam> tasks;
  tasks.set_limit(1);
  ASSERT_TRUE(tasks.try_go([&] { end_first.pass(); }, ignore_errors));
  EXPECT_FALSE(tasks.try_go([&ran, held] { ran = true; }, ignore_errors));
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_EQ(tasks.active(), 1u);
  end_first.open();
  tasks.wait();
  EXPECT_FALSE(ran);
}

/// An executor that cannot create a thread.
struct fails_to_spawn {
  template <class F>
  static void spawn(F&&) {
    throw std::system_error(EAGAIN, std::generic_category());
  }
};

TEST(crew, a_go_that_the_executor_refuses_has_no_effect) {
  auto held = std::make_shared<int>(0);
  bool ran = false;
  crew<fails_to_spawn> tasks;
  tasks.set_limit(1);
  const auto body = [&ran, held] { ran = true; };
  for (int i = 0; i < 3; ++i) {
    EXPECT_THROW(tasks.go(body, ignore_errors), std::system_error);
    EXPECT_THROW(static_cast<void>(tasks.try_go(body, ignore_errors)), std::system_error);
  }
  EXPECT_EQ(tasks.active(), 0u);
  tasks.wait();
  EXPECT_FALSE(ran);
  EXPECT_EQ(held.use_count(), 2);  // `held` and `body`
}

}  // namespace
}  // namespace gauntlet::subjects
