#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Whether a complaint says this.
bool says(const complaint& bad, const std::string& what) {
  return bad && bad->find(what) != std::string::npos;
}

TEST(group_beyond, names_what_the_group_has_and_the_subject_has_not) {
  plan p = submits_of(1);
  EXPECT_EQ(group_beyond(p, {}), std::nullopt);
  p.limit = 1;
  EXPECT_TRUE(says(group_beyond(p, {}), "limit is given"));
  p.limit.reset();
  p.context = true;
  EXPECT_TRUE(says(group_beyond(p, {}), "context is true"));
  EXPECT_TRUE(says(group_beyond(p, collect_all()), "policy is not the subject's"));
  p.deadline_us = 1;
  EXPECT_EQ(group_beyond(p, everything()), std::nullopt);
  EXPECT_TRUE(says(group_beyond(p, two_tasks()), "deadline_us is given"));
}

TEST(group_beyond, lets_a_group_be_without_a_context_where_it_has_a_zero_value) {
  auto can = everything();
  EXPECT_EQ(group_beyond(submits_of(1), can), std::nullopt);
  can.zero_value = false;
  EXPECT_TRUE(says(group_beyond(submits_of(1), can), "the subject always has one"));
  EXPECT_EQ(group_beyond(submits_of(0), can), std::nullopt);
}

TEST(group_beyond, counts_the_tasks_of_the_outermost_group_only) {
  plan p;
  p.context = true;
  p.tasks.resize(4);
  for (std::size_t inner : {1, 2, 3}) p.tasks[inner].group = 1;
  EXPECT_EQ(group_beyond(p, two_tasks()), std::nullopt);
  for (auto& task : p.tasks) task = {};
  EXPECT_TRUE(says(group_beyond(p, two_tasks()), "the subject takes 2"));
}

}  // namespace
}  // namespace gauntlet::plan
