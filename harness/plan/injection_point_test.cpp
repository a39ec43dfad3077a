#include "harness/plan/injection_point.hpp"

#include <gtest/gtest.h>

#include <set>

namespace gauntlet::plan {
namespace {

TEST(injection_point, each_has_a_unique_name) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < injection_point_count; ++i) {
    const auto point = static_cast<injection_point>(i);
    EXPECT_EQ(injection_point_named(name_of(point)), point);
    names.insert(name_of(point));
  }
  EXPECT_EQ(names.size(), injection_point_count);
  EXPECT_EQ(name_of(injection_point::before_result), "before_result");
}

TEST(injection_point, an_unknown_name_returns_nullopt) {
  EXPECT_EQ(injection_point_named(""), std::nullopt);
  EXPECT_EQ(injection_point_named("Submitted"), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
