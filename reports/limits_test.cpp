#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/approved.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

json limits() { return limits_from_benchmarks(json::parse(approved("benchmarks.json"))); }

TEST(limits, equal_the_approved_files) {
  expect_approved("limits.json", limits().dump(2) + "\n");
  expect_approved("limits.txt", format_limits(limits()));
}

TEST(limits, use_the_median_of_repetitions) {
  const auto chart = limits().at(0);
  EXPECT_EQ(chart.at("series")[0].at("name"), "repeated");
  EXPECT_EQ(chart.at("series")[0].at("points"), json::parse("[[1,20.0],[8,40.0]]"));
}

TEST(limits, leave_out_charts_that_were_not_measured) { EXPECT_EQ(limits().size(), 1u); }

TEST(limits, reject_output_of_another_program) {
  EXPECT_THROW((void)limits_from_benchmarks(json::object()), json::exception);
  EXPECT_THROW(
      (void)limits_from_benchmarks({{"context", {{"charts", "[]"}}},
                                    {"benchmarks", {{{"run_name", "a"}, {"run_type", "iteration"}}}}}),
      json::exception);
}

}  // namespace
}  // namespace gauntlet::reports
