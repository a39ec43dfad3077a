#include "harness/check/twins/audit.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "harness/check/property.hpp"

namespace gauntlet::check {
namespace {

std::uint32_t histories() {
  const char* number = std::getenv("GAUNTLET_AUDIT");
  return number != nullptr ? static_cast<std::uint32_t>(std::atoi(number)) : 300;
}

recorded drawn(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> tape(400);
  for (auto& each : tape) each = static_cast<std::uint8_t>(random());
  choices choose(std::move(tape));
  return random_history(choose);
}

TEST(audit, has_twins_for_each_property) {
  for (const property* each : properties()) EXPECT_FALSE(twins_of(each->id).empty()) << each->id;
}

TEST(audit, finds_a_rejected_twin_for_each_exercise) {
  audit all;
  for (std::uint32_t seed = 0; seed < histories(); ++seed)
    if (const auto h = drawn(seed); h.complete) all.add(h);
  fmt::print("{}", table_of(all));
  for (const audit_row& row : all.rows()) {
    EXPECT_EQ(row.unproved, 0u) << row.property << "\n" << row.unproved_example;
    EXPECT_EQ(row.missed, 0u) << row.property << "\n" << row.missed_example;
    EXPECT_EQ(row.unexercised, 0u) << row.property << "\n" << row.unexercised_example;
  }
}

}  // namespace
}  // namespace gauntlet::check
