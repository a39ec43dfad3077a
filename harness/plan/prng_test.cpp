#include "harness/plan/prng.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace gauntlet::plan {
namespace {

// The expected numbers are the output of Sebastiano Vigna's splitmix64.c for the seed 0.
TEST(prng, mix_implements_splitmix64) {
  EXPECT_EQ(mix(0), 0xe220a8397b1dcdafu);
  EXPECT_EQ(mix(0x9e3779b97f4a7c15u), 0x6e789e6aa1b965f4u);
}

TEST(prng, returns_the_same_numbers_for_the_same_seed) {
  prng a(7), b(7), c(8);
  const auto first = a();
  EXPECT_EQ(first, b());
  EXPECT_NE(first, c());
  EXPECT_NE(first, a());
}

TEST(prng, returns_every_number_in_range_and_no_other) {
  prng random(1);
  std::set<std::uint32_t> below, between;
  for (int i = 0; i < 1000; ++i) {
    below.insert(random.below(5));
    between.insert(random.between(10, 13));
  }
  EXPECT_EQ(below, (std::set<std::uint32_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(between, (std::set<std::uint32_t>{10, 11, 12, 13}));
}

TEST(prng, percent_returns_true_with_the_given_probability) {
  prng random(1);
  int hits = 0;
  for (int i = 0; i < 10'000; ++i) hits += random.percent(30) ? 1 : 0;
  EXPECT_NEAR(hits, 3000, 300);
  EXPECT_FALSE(random.percent(0));
  EXPECT_TRUE(random.percent(100));
}

}  // namespace
}  // namespace gauntlet::plan
