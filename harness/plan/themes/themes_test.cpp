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

TEST(themes, are_chosen_in_proportion_to_their_weights) {
  std::map<std::string_view, std::uint32_t> weights, drawn;
  for (const auto& theme : all_themes()) weights[theme.name] += theme.weight;
  EXPECT_EQ(weights.at("mixed"), 2u);
  EXPECT_EQ(weights.at("nested"), 2u);
  prng random(1);
  const std::uint32_t rounds = 1000 * total_weight();
  for (std::uint32_t i = 0; i < rounds; ++i) ++drawn[random_theme(random).name];
  for (const auto& [name, weight] : weights) EXPECT_NEAR(drawn[name], 1000 * weight, 200) << name;
}

// If a plan is impossible for the subject, generate needs another attempt.
TEST(themes, often_make_possible_plans) {
  for (const auto& can : {all_capabilities(), collect_all_capabilities(), two_task_program()})
    for (const auto& theme : all_themes()) {
      int possible = 0;
      for (std::uint64_t seed = 0; seed < 100; ++seed) {
        draft d(seed, can, 100);
        theme.draw(d);
        if (d.adds_final_wait) d.add_driver_step(driver_kind::wait, 1);
        possible += why_impossible(d.plan, can) ? 0 : 1;
      }
      EXPECT_GE(possible, 30) << theme.name;
    }
}

}  // namespace
}  // namespace gauntlet::plan
