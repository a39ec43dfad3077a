#include "harness/check/applicability.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gauntlet::check {
namespace {

using plan::capabilities;
using condition = std::string_view (*)(const capabilities&);

capabilities all_capabilities() {
  capabilities can;
  can.context = can.cause = can.parent = can.limit = can.set_limit = can.try_submit = can.child_submit = true;
  can.callbacks = can.error_trees = true;
  return can;
}

TEST(applicability, gives_no_reason_if_the_subject_has_all_capabilities) {
  const std::vector<condition> conditions = {applies,
                                             needs_joins,
                                             needs_first,
                                             needs_context,
                                             needs_first_and_context,
                                             needs_cause,
                                             needs_parent,
                                             needs_any_limit,
                                             needs_submit,
                                             needs_limit,
                                             needs_reuse,
                                             needs_child_submit,
                                             needs_set_limit,
                                             needs_try_submit_under_limit,
                                             needs_callbacks,
                                             needs_repeat_wait,
                                             needs_try_submit,
                                             needs_error_trees,
                                             needs_thread_per_task};
  for (const auto condition : conditions) EXPECT_EQ(condition(all_capabilities()), "");
}

TEST(applicability, gives_a_reason_if_a_capability_is_missing) {
  const auto expect_reason = [](bool capabilities::* missing, const std::vector<condition>& conditions) {
    auto can = all_capabilities();
    can.*missing = false;
    for (const auto condition : conditions) EXPECT_NE(condition(can), "");
  };
  expect_reason(&capabilities::joins, {needs_joins});
  expect_reason(&capabilities::context,
                {needs_context, needs_first_and_context, needs_cause, needs_parent, needs_callbacks});
  expect_reason(&capabilities::cause, {needs_cause});
  expect_reason(&capabilities::parent, {needs_parent});
  expect_reason(&capabilities::limit, {needs_any_limit, needs_limit, needs_try_submit_under_limit});
  expect_reason(&capabilities::starts_on_submit, {needs_submit, needs_limit, needs_try_submit_under_limit});
  expect_reason(&capabilities::child_submit, {needs_child_submit});
  expect_reason(&capabilities::set_limit, {needs_set_limit});
  expect_reason(&capabilities::try_submit, {needs_try_submit, needs_try_submit_under_limit});
  expect_reason(&capabilities::callbacks, {needs_callbacks});
  expect_reason(&capabilities::reuse, {needs_reuse});
  expect_reason(&capabilities::repeat_wait, {needs_repeat_wait});
  expect_reason(&capabilities::error_trees, {needs_error_trees});
  expect_reason(&capabilities::thread_per_task, {needs_thread_per_task});
}

TEST(applicability, depends_on_the_policy) {
  auto can = all_capabilities();
  EXPECT_NE(needs_all(can), "");
  can.policy = plan::error_policy::all;
  EXPECT_EQ(needs_all(can), "");
  EXPECT_NE(needs_first(can), "");
  EXPECT_EQ(needs_first_and_context(can), needs_first(can));
}

TEST(applicability, a_fixed_limit_is_a_limit_that_cannot_be_set) {
  auto can = all_capabilities();
  can.limit = false;
  can.fixed_limit = 2;
  EXPECT_EQ(needs_any_limit(can), "");
  EXPECT_NE(needs_limit(can), "");
}

}  // namespace
}  // namespace gauntlet::check
