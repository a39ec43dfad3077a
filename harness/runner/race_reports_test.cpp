#include "harness/runner/race_reports.hpp"

#include <gtest/gtest.h>

namespace gauntlet::runner {
namespace {

constexpr const char* two_reports =
    "starting\nWARNING: DATA RACE\nWrite by main.writePayload()\n==\nWARNING: DATA RACE\nRead by main.f()\n";

TEST(race_reports, are_separated) {
  const auto reports = race_reports_in(two_reports);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_NE(reports[0].find("writePayload"), std::string_view::npos);
  EXPECT_EQ(reports[1].find("writePayload"), std::string_view::npos);
}

TEST(race_reports, are_attributed_to_payloads_and_parcels) {
  const auto races = races_in(two_reports);
  EXPECT_EQ(races.count, 2u);
  EXPECT_EQ(races.kind, "data-race");
  EXPECT_TRUE(races.in_payload);
  EXPECT_FALSE(races.in_parcel);
  EXPECT_TRUE(races_in("WARNING: DATA RACE\nRead by readParcel()").in_parcel);
}

TEST(race_reports, are_absent_from_other_text) { EXPECT_EQ(races_in("panic: oh").count, 0u); }

}  // namespace
}  // namespace gauntlet::runner
