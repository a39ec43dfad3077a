#include "harness/plan/themes/themes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

std::uint32_t total_weight() {
  std::uint32_t sum = 0;
  for (const auto& theme : all_themes()) sum += theme.weight;
  return sum;
}

TEST(themes, every_one_is_drawn_in_proportion_to_its_weight) {
  std::map<std::string_view, std::uint32_t> weights, drawn;
  for (const auto& theme : all_themes()) weights[theme.name] += theme.weight;
  EXPECT_EQ(weights.at("mixed"), 2u);
  EXPECT_EQ(weights.at("nested"), 2u);
  prng random(1);
  const std::uint32_t rounds = 1000 * total_weight();
  for (std::uint32_t i = 0; i < rounds; ++i) ++drawn[any_theme(random).name];
  for (const auto& [name, weight] : weights) EXPECT_NEAR(drawn[name], 1000 * weight, 200) << name;
}

// A plan that is impossible for the subject costs generate another attempt.
TEST(themes, every_one_often_makes_possible_plans) {
  for (const auto& can : {everything(), collect_all(), two_tasks()})
    for (const auto& theme : all_themes()) {
      int possible = 0;
      for (std::uint64_t seed = 0; seed < 100; ++seed) {
        draft d(seed, can, 100);
        theme.draw(d);
        if (d.joined) d.drive(driver_kind::wait, 1);
        possible += why_impossible(d.plan, can) ? 0 : 1;
      }
      EXPECT_GE(possible, 30) << theme.name;
    }
}

}  // namespace
}  // namespace gauntlet::plan
