#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <string>

#include "gauntlet/explore.hpp"

/// GAUNTLET_EXPLORE(options, body) explores the body and fails the current test if a schedule fails; a failed
/// assertion in the body fails the schedule. The message shows how to replay the schedule. Skips the body if
/// the test has already failed. Requires: as `explore`.
///
/// It is one statement: after an `if` without braces, an `else` belongs to that `if`.
#define GAUNTLET_EXPLORE(...)                                                                             \
  GTEST_AMBIGUOUS_ELSE_BLOCKER_                                                                           \
  if (const auto gauntlet_explored = ::gauntlet::explore_in_test(__VA_ARGS__); !gauntlet_explored.failed) \
    ;                                                                                                     \
  else                                                                                                    \
    ADD_FAILURE() << ::gauntlet::describe(gauntlet_explored)

namespace gauntlet {

/// Implements GAUNTLET_EXPLORE. Returns a result that has not failed if the current test has already failed.
inline explore_result explore_in_test(const explore_options& options, const std::function<void()>& body) {
  if (testing::Test::HasFailure()) return {};
  explore_options with = options;
  if (const auto* test = testing::UnitTest::GetInstance()->current_test_info())
    with.test = std::string(test->test_suite_name()) + "." + test->name();
  auto out = explore(with, body, [] { return testing::Test::HasFailure(); });
  if (out.too_long > 0) std::fputs((describe_too_long(out, with) + "\n").c_str(), stderr);
  return out;
}

}  // namespace gauntlet
