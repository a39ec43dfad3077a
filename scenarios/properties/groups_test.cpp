// Tests groups through their public interface: for random outcomes of the tasks and a random limit, the
// result is correct.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/subjects/collect_all.hpp"
#include "scenarios/subjects/fail_fast.hpp"
#include "scenarios/subjects/validate_items.hpp"
#include "scenarios/testing/executors.hpp"
#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

enum class outcome : std::uint8_t { ok, returns, throws };
std::ostream& operator<<(std::ostream& out, outcome o) {
  constexpr const char* names[] = {"ok", "returns", "throws"};
  return out << names[static_cast<std::size_t>(o)];
}

struct failure_of {
  std::size_t task;
};

/// Ends the task with this index.
error end(outcome how, std::size_t task) {
  if (how == outcome::throws) throw failure_of{task};
  return how == outcome::returns ? error::of(failure_of{task}) : error();
}

std::vector<outcome> any_outcomes() {
  const auto size = *rc::gen::inRange<std::size_t>(0, 25);
  return *rc::gen::container<std::vector<outcome>>(
      size,
      rc::gen::weightedElement<outcome>({{3, outcome::ok}, {1, outcome::returns}, {1, outcome::throws}}));
}
std::ptrdiff_t any_limit() { return *rc::gen::element<std::ptrdiff_t>(-1, 1, 2, 3, 7); }

std::vector<std::size_t> failing(const std::vector<outcome>& outcomes) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (outcomes[i] != outcome::ok) places.push_back(i);
  return places;
}

std::vector<std::size_t> tasks_in(const error& result) {
  std::vector<std::size_t> places;
  for (const auto& cause : result.causes()) places.push_back(cause.as<failure_of>()->task);
  return places;
}

template <class Executor>
class any_group_on : public ::testing::Test {};
TYPED_TEST_SUITE(any_group_on, testing::executors, testing::executor_names);

TYPED_TEST(any_group_on, fail_fast_returns_one_of_the_failures_and_uses_it_as_cause) {
  EXPECT_TRUE(rc::check([] {
    const auto outcomes = any_outcomes();
    const auto limit = any_limit();
    std::vector<int> runs(outcomes.size());
    testing::concurrency_counter inside;
    auto group = basic_fail_fast<TypeParam>::with_context(context::background());
    group.set_limit(limit);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
      group.go([&, i] {
        const testing::concurrency_counter::visit visit(inside);
        ++runs[i];
        return end(outcomes[i], i);
      });
    const error result = group.wait();
    const auto failed = failing(outcomes);
    RC_ASSERT(runs == std::vector<int>(outcomes.size(), 1));
    RC_ASSERT(limit < 0 || inside.most() <= static_cast<std::size_t>(limit));
    RC_ASSERT(static_cast<bool>(result) == !failed.empty());
    RC_ASSERT(same(group.wait(), result));
    RC_ASSERT(same(group.group_context()->cause(), failed.empty() ? canceled() : result));
    if (failed.empty()) return;
    const auto winner = result.template as<failure_of>()->task;
    RC_ASSERT(outcomes[winner] != outcome::ok);
    if (limit == 1) RC_ASSERT(winner == failed.front());
  }));
}

TYPED_TEST(any_group_on, collect_all_returns_exactly_the_failures_in_order) {
  EXPECT_TRUE(rc::check([] {
    const auto outcomes = any_outcomes();
    const auto limit = any_limit();
    std::vector<int> runs(outcomes.size());
    testing::concurrency_counter inside;
    basic_collect_all<TypeParam> group(outcomes.size(), limit);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
      group.go([&, i] {
        const testing::concurrency_counter::visit visit(inside);
        ++runs[i];
        return end(outcomes[i], i);
      });
    const error result = group.wait();
    RC_ASSERT(runs == std::vector<int>(outcomes.size(), 1));
    RC_ASSERT(limit < 0 || inside.most() <= static_cast<std::size_t>(limit));
    RC_ASSERT(tasks_in(result) == failing(outcomes));
    RC_ASSERT(static_cast<bool>(result) == !failing(outcomes).empty());
  }));
}

TEST(any_items, have_all_their_errors_reported_in_order) {
  EXPECT_TRUE(rc::check([] {
    const auto outcomes = any_outcomes();
    const auto validate = [&](std::size_t item) { return end(outcomes[item], item); };
    const error result = validate_items(outcomes.size(), validate, any_limit());
    RC_ASSERT(tasks_in(result) == failing(outcomes));
    std::string message;
    for (const auto item : failing(outcomes)) {
      if (!message.empty()) message += "\n";
      const bool thrown = outcomes[item] == outcome::throws;
      message += "item " + std::to_string(item) + ": " + (thrown ? "unknown exception" : "error");
    }
    RC_ASSERT(result.message() == message);
  }));
}

}  // namespace
}  // namespace gauntlet::subjects
