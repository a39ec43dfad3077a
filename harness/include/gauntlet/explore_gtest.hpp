#pragma once

#include <gtest/gtest.h>

#include "gauntlet/explore.hpp"

/// In a GoogleTest: GAUNTLET_EXPLORE(options, body) fails where a schedule does, also by an assertion in the
/// body. It then says how that schedule is run again. Does nothing more in a test that has failed before.
#define GAUNTLET_EXPLORE(...)                                                                            \
  if (const auto gauntlet_explored = ::gauntlet::explore_in_test(__VA_ARGS__); gauntlet_explored.failed) \
  ADD_FAILURE() << ::gauntlet::describe(gauntlet_explored)

namespace gauntlet {

inline explore_result explore_in_test(const explore_options& options, const std::function<void()>& body) {
  if (testing::Test::HasFailure()) return {};
  return explore(options, body, [] { return testing::Test::HasFailure(); });
}

}  // namespace gauntlet
