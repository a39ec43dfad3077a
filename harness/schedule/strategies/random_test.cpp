#include "harness/schedule/strategies/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace gauntlet::schedule {
namespace {

TEST(random_numbers, depend_only_on_the_seed) {
  random_numbers one, same, other;
  one.seed(1);
  same.seed(1);
  other.seed(2);
  const auto first = one();
  EXPECT_EQ(same(), first);
  EXPECT_NE(other(), first);
}

TEST(random_numbers, are_the_same_in_every_build) {
  random_numbers numbers;
  numbers.seed(1);
  EXPECT_EQ(numbers(), 0x5e41ab087439611eu);
  EXPECT_EQ(numbers(), 0xf18d6ce93d6cf1eeu);
}

TEST(random_numbers, are_uniform_below_a_bound) {
  random_numbers numbers;
  numbers.seed(7);
  std::array<int, 5> counts{};
  for (int i = 0; i < 5'000; ++i) ++counts.at(numbers.below(5));
  for (const int count : counts) {
    EXPECT_GT(count, 900);
    EXPECT_LT(count, 1'100);
  }
}

}  // namespace
}  // namespace gauntlet::schedule
