#include "harness/check/random_history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "harness/check/property.hpp"

namespace gauntlet::check {
namespace {

std::vector<std::uint8_t> tape_of(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> out(250);
  for (auto& each : out) each = static_cast<std::uint8_t>(random());
  return out;
}
recorded drawn(std::vector<std::uint8_t> tape) {
  choices choose(std::move(tape));
  return random_history(choose);
}

TEST(choices, read_the_tape_and_then_return_the_first_choice) {
  choices choose({7, 3, 9});
  EXPECT_EQ(choose.among(4), 3u);
  EXPECT_EQ(choose.among(1), 0u) << "there is only one choice, which reads no byte";
  EXPECT_TRUE(choose.rarely(4));
  EXPECT_EQ(choose.among(5), 4u);
  EXPECT_EQ(choose.among(5), 0u);
  EXPECT_FALSE(choose.rarely(2));
}

TEST(random_history, is_determined_by_its_tape) {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const auto once = drawn(tape_of(seed)), again = drawn(tape_of(seed));
    EXPECT_EQ(once.plan, again.plan);
    EXPECT_EQ(once.history, again.history);
  }
  EXPECT_NE(drawn(tape_of(1)).history, drawn(tape_of(2)).history);
}

TEST(random_history, of_an_empty_tape_is_the_simplest_case) {
  const auto h = drawn({});
  EXPECT_TRUE(h.complete);
  EXPECT_EQ(h.plan.tasks.size(), 1u);
  EXPECT_EQ(h.plan.limit, std::nullopt);
}

TEST(random_history, violates_no_property) {
  int complete = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto h = drawn(tape_of(seed));
    complete += h.complete ? 1 : 0;
    if (!h.complete) continue;
    for (const auto& violation : judge(view(h.plan, h.can, h.history)).violations)
      ADD_FAILURE() << violation.property << ": " << violation.sentence << "\n" << describe(h);
  }
  EXPECT_GT(complete, 150);
}

TEST(random_history, is_described_by_its_plan_and_its_events) {
  const auto text = describe(drawn({}));
  EXPECT_NE(text.find("task 0"), text.npos) << text;
  EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 5) << text;
}

}  // namespace
}  // namespace gauntlet::check
