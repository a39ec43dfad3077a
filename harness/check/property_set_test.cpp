#include "harness/check/property_set.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gauntlet::check {
namespace {

std::vector<std::size_t> members(const property_set& set) {
  std::vector<std::size_t> out;
  set.for_each([&](std::size_t property) { out.push_back(property); });
  return out;
}

TEST(property_set, is_empty_initially) {
  EXPECT_TRUE(property_set().empty());
  EXPECT_FALSE(property_set().contains(0));
  EXPECT_TRUE(members({}).empty());
  EXPECT_FALSE(property_set({0}).empty());
}

TEST(property_set, contains_exactly_the_inserted_properties) {
  property_set set;
  for (const std::size_t property : {63u, 0u, 64u, 200u}) set.insert(property);
  for (std::size_t property = 0; property < 300; ++property)
    EXPECT_EQ(set.contains(property), property == 0 || property == 63 || property == 64 || property == 200)
        << property;
}

TEST(property_set, visits_members_in_ascending_order) {
  EXPECT_EQ(members({200, 5, 64, 63, 5}), (std::vector<std::size_t>{5, 63, 64, 200}));
}

TEST(property_set, merges_sets_of_different_sizes) {
  property_set small{1, 60}, large{2, 130};
  auto united = small;
  united.merge(large);
  EXPECT_EQ(members(united), (std::vector<std::size_t>{1, 2, 60, 130}));
  large.merge(small);
  EXPECT_EQ(large, united);
  small.merge({});
  EXPECT_EQ(small, (property_set{1, 60}));
}

TEST(property_set, compares_members) {
  EXPECT_EQ(property_set::of_words({0b101, 0, 0}), (property_set{0, 2}));
  EXPECT_EQ(property_set::of_words({0, 1}), property_set{64});
  EXPECT_EQ(property_set::of_words({0}), property_set());
  EXPECT_NE(property_set{1}, property_set{65});
}

}  // namespace
}  // namespace gauntlet::check
