#include "harness/schedule/strategies/random_walk.hpp"

#include <gtest/gtest.h>

#include <array>

#include "harness/schedule/strategies/choice_fixture.hpp"

namespace gauntlet::schedule {
namespace {

constexpr int rounds = 3'000;

TEST(random_walk, chooses_every_candidate_equally_often) {
  fake_choice among(3);
  random_walk chooser;
  chooser.begin({1, 0});
  std::array<int, 3> taken{};
  for (int i = 0; i < rounds; ++i) ++taken.at(chooser.choose(among.at()));
  for (const int count : taken) EXPECT_NEAR(count, rounds / 3, rounds / 20);
}

TEST(random_walk, draws_below_the_number_of_options) {
  random_walk chooser;
  chooser.begin({1, 0});
  std::array<int, 4> drawn{};
  for (int i = 0; i < rounds; ++i) ++drawn.at(chooser.draw(4));
  for (const int count : drawn) EXPECT_GT(count, 0);
}

TEST(random_walk, depends_only_on_the_seed) {
  fake_choice among(100);
  const auto walk = [&](std::uint64_t seed) {
    random_walk chooser;
    chooser.begin({seed, 0});
    std::array<thread_id, 10> out{};
    for (auto& each : out) each = chooser.choose(among.at());
    return out;
  };
  EXPECT_EQ(walk(5), walk(5));
  EXPECT_NE(walk(5), walk(6));
}

TEST(sticky_walk, stays_with_the_running_thread_most_of_the_time) {
  fake_choice among(2);
  sticky_walk chooser(10);
  chooser.begin({1, 0});
  int left = 0;
  for (int i = 0; i < rounds; ++i) left += chooser.choose(among.at()) != among.at().running ? 1 : 0;
  EXPECT_NEAR(left, rounds / 20,
              rounds / 40);  // leaves in one of ten choices, and chooses the other thread in half of them
}

TEST(sticky_walk, leaves_a_thread_that_cannot_continue) {
  fake_choice among(3);
  among.only({1, 2});
  among.at().running_is_candidate = false;
  sticky_walk chooser;
  chooser.begin({1, 0});
  for (int i = 0; i < 100; ++i) EXPECT_NE(chooser.choose(among.at()), 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
