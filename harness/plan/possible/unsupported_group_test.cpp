#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns whether the message contains the fragment.
bool contains(const problem& found, const std::string& fragment) {
  return found && found->find(fragment) != std::string::npos;
}

TEST(unsupported_group, names_the_field_that_the_subject_does_not_support) {
  plan p = plan_with_tasks(1);
  EXPECT_EQ(unsupported_group(p, {}), std::nullopt);
  p.limit = 1;
  EXPECT_TRUE(contains(unsupported_group(p, {}), "limit is set"));
  p.limit.reset();
  p.context = true;
  EXPECT_TRUE(contains(unsupported_group(p, {}), "context is true"));
  EXPECT_TRUE(contains(unsupported_group(p, collect_all_capabilities()),
                       "policy is \"first\", but the subject's policy is \"all\""));
  p.deadline_us = 1;
  EXPECT_EQ(unsupported_group(p, all_capabilities()), std::nullopt);
  EXPECT_TRUE(contains(unsupported_group(p, two_task_program()), "deadline_us is set"));
}

TEST(unsupported_group, allows_a_group_without_a_context_if_the_subject_has_a_zero_value) {
  auto can = all_capabilities();
  EXPECT_EQ(unsupported_group(plan_with_tasks(1), can), std::nullopt);
  can.zero_value = false;
  EXPECT_TRUE(contains(unsupported_group(plan_with_tasks(1), can), "the subject always has a context"));
  EXPECT_EQ(unsupported_group(plan_with_tasks(0), can), std::nullopt);
}

TEST(unsupported_group, names_a_variation_that_the_subject_does_not_support) {
  const auto rejects = [](auto change, const char* field) {
    plan p = plan_with_tasks(1);
    p.context = true;
    change(p);
    auto can = all_capabilities();
    const auto allowed = unsupported_group(p, can);
    can.ancestry = can.outlives = can.timed_wait = can.joins_when_destroyed = can.deadline = false;
    return !allowed && contains(unsupported_group(p, can), field);
  };
  EXPECT_TRUE(rejects([](plan& p) { p.ancestry.from_token = true; }, "ancestry is set"));
  EXPECT_TRUE(rejects([](plan& p) { p.outlives = true; }, "outlives is set"));
  EXPECT_TRUE(
      rejects([](plan& p) { p.groups = {{.deadline_us = 1}}; }, "groups[0] needs a context with a deadline"));
  EXPECT_TRUE(
      rejects([](plan& p) { p.groups = {{.wait_for_us = 1}}; }, "groups[0] needs a wait with a time-out"));
  EXPECT_TRUE(rejects([](plan& p) { p.groups = {{.waits = 0}}; }, "groups[0] needs a destructor that joins"));
  plan p = plan_with_tasks(1);
  p.policy = error_policy::all;
  p.room = 1;
  auto fixed = collect_all_capabilities();
  EXPECT_TRUE(contains(unsupported_group(p, fixed), "room is set"));
  fixed.room = true;
  EXPECT_EQ(unsupported_group(p, fixed), std::nullopt);
  p.undrained = true;
  EXPECT_TRUE(contains(unsupported_group(p, fixed), "undrained is set"));
  fixed.joins = false;
  EXPECT_EQ(unsupported_group(p, fixed), std::nullopt);
}

TEST(unsupported_group, counts_only_the_tasks_of_the_outermost_group) {
  plan p;
  p.context = true;
  p.tasks.resize(4);
  for (std::size_t inner : {1, 2, 3}) p.tasks[inner].group = 1;
  EXPECT_EQ(unsupported_group(p, two_task_program()), std::nullopt);
  for (auto& task : p.tasks) task = {};
  EXPECT_TRUE(contains(unsupported_group(p, two_task_program()), "the subject accepts at most 2"));
}

}  // namespace
}  // namespace gauntlet::plan
