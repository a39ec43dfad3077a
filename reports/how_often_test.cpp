#include "reports/how_often.hpp"

#include <gtest/gtest.h>

namespace gauntlet::reports {
namespace {

std::string of_runs(std::uint32_t failed, std::uint32_t runs, std::uint32_t cases_before = 0) {
  protocol::reduced_entry reduced;
  reduced.failed = failed;
  reduced.runs = runs;
  if (cases_before > 0) reduced.run_up = protocol::run_up{7, cases_before, 100, false};
  return how_often(reduced);
}

TEST(how_often, counts_the_runs_that_failed) {
  EXPECT_EQ(of_runs(3, 10), "failed 3 of 10 runs");
  EXPECT_EQ(of_runs(1, 1), "failed 1 of 1 run");
}

TEST(how_often, names_the_cases_that_ran_before) {
  EXPECT_EQ(of_runs(2, 2, 40), "failed 2 of 2 runs, each after the 40 cases before it");
}

TEST(how_often, says_that_a_case_did_not_fail_again) {
  EXPECT_EQ(of_runs(0, 25), "did not fail again in 25 runs; found once");
  EXPECT_EQ(of_runs(0, 0), "was not run again, because the time to shrink it was over; found once");
}

}  // namespace
}  // namespace gauntlet::reports
