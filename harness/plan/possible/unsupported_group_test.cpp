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
