#include <gtest/gtest.h>

#include "harness/campaign/campaign.hpp"
#include "harness/plan/bad_input.hpp"

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;

TEST(budget, reads_times) {
  EXPECT_EQ(read_budget("500ms").time, 500ms);
  EXPECT_EQ(read_budget("60s").time, 60s);
  EXPECT_EQ(read_budget(" 5 m ").time, 5min);
  EXPECT_EQ(read_budget("1h").time, 1h);
  EXPECT_FALSE(read_budget("1h").cases);
}

TEST(budget, reads_numbers_of_cases) {
  EXPECT_EQ(read_budget("5000").cases, 5000u);
  EXPECT_EQ(read_budget("5000 cases").cases, 5000u);
  EXPECT_EQ(read_budget("1 case").cases, 1u);
  EXPECT_FALSE(read_budget("1 case").time);
}

std::string error_of(const std::string& text, const std::string& option = "--budget") {
  try {
    (void)read_budget(text, option);
  } catch (const plan::bad_input& problem) {
    return problem.what();
  }
  return "none";
}

TEST(budget, reports_an_error_with_the_option_and_a_cure) {
  EXPECT_EQ(error_of("soon"),
            R"(--budget: "soon" is neither a time nor a number of cases; write 60s, 5m or "5000 cases")");
  EXPECT_EQ(error_of("soon", "--shrink-budget").find("--shrink-budget: "), 0u);
  EXPECT_EQ(error_of("0s"), R"(--budget: 0 runs no case; write 60s, 5m or "5000 cases")");
  EXPECT_EQ(error_of("8761h"), R"(--budget: "8761h" is longer than a year; write 8760h or less)");
}

TEST(budget, rejects_malformed_quantities) {
  for (const char* text :
       {"", "s", "-5s", "1.5h", "60 seconds", "5000 cases a day", "1000000000000h", "99999999999999999999"})
    EXPECT_THROW((void)read_budget(text), plan::bad_input) << text;
}

}  // namespace
}  // namespace gauntlet::campaign
