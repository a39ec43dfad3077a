#include "harness/check/twins/audit.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <stdexcept>

#include "harness/check/property.hpp"
#include "harness/check/situations.hpp"

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

recorded recorded_by(const situation& s, const history_builder& h) { return {s.plan, s.can, h.raw()}; }

const audit_row& row_of(std::string_view property, const audit& all) {
  return all.rows()[index_of(property)];
}

// No reference ends the process on an exception.
TEST(audit, counts_a_wait_that_must_not_return) {
  auto s = fail_fast(1);
  s.can.ends_on_exception = true;
  audit all;
  all.add(recorded_by(s, of(1).start(0).raise(0).wait_begin().hangs()));
  EXPECT_EQ(row_of("P47", all).exercises, 1u);
  EXPECT_EQ(row_of("P47", all).rejected, 1u);
}

// In a group whose last error wins, this history is the same. So it must not count for P06.
TEST(audit, counts_two_failures_only_if_their_order_is_certain) {
  audit all;
  all.add(recorded_by(fail_fast(2), of(2).start(0).start(1).fail(0).dispose(0).fail(1).dispose(1).wait({0})));
  EXPECT_EQ(row_of("P06", all).exercises, 0u);
  EXPECT_EQ(row_of("P06", all).rejected, 0u);
  auto certain = of(2).start(0).fail(0).dispose(0).submit(1).begin(1).fail(1).dispose(1).wait({0});
  all.add(recorded_by(limited(2, 1), certain));
  EXPECT_EQ(row_of("P06", all).exercises, 1u);
  EXPECT_EQ(row_of("P06", all).rejected, 1u);
}

TEST(audit, refuses_an_incorrect_history) {
  audit all;
  const auto lost = recorded_by(fail_fast(1), of(1).start(0).fail(0).dispose(0).wait());
  EXPECT_THROW(all.add(lost), std::invalid_argument);
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
