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

choices tape(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> bytes(400);
  for (auto& each : bytes) each = static_cast<std::uint8_t>(random());
  return choices(std::move(bytes));
}

recorded drawn(std::uint32_t seed) {
  auto choose = tape(seed);
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
    // A change in one place may also make another place incorrect.
    EXPECT_LE(row.missed * 100, row.exercises) << row.property << "\n" << row.missed_example;
    EXPECT_EQ(row.unexercised, 0u) << row.property << "\n" << row.unexercised_example;
  }
}

// The twins are distorted in one known place; these histories are distorted anywhere.
TEST(audit, finds_no_violation_that_is_not_counted_as_an_exercise) {
  std::size_t violations = 0;
  for (std::uint32_t seed = 0; seed < 10 * histories(); ++seed) {
    auto choose = tape(seed);
    auto h = random_history(choose);
    distort(h, choose);
    if (!h.complete) continue;
    const auto judged = judge(view(h.plan, h.can, h.history));
    for (const violation& v : judged.violations)
      EXPECT_TRUE(judged.exercised.contains(index_of(v.property))) << v.property << ": " << v.sentence << "\n"
                                                                   << describe(h);
    violations += judged.violations.size();
  }
  EXPECT_GT(violations, histories());
}

}  // namespace
}  // namespace gauntlet::check
