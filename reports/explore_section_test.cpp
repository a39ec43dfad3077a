#include "reports/explore_section.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/approved.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;
using buckets = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

TEST(quantile, is_one_of_the_values) {
  EXPECT_EQ(quantile({7}, 50), 7u);
  EXPECT_EQ(quantile({1, 2, 3, 4}, 50), 2u);
  EXPECT_EQ(quantile({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 90), 9u);
  EXPECT_EQ(quantile({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 91), 10u);
  EXPECT_EQ(quantile({1, 2, 3}, 100), 3u);
  EXPECT_EQ(quantile({1, 2, 3}, 1), 1u);
}

TEST(buckets, are_two_for_each_power_of_ten) {
  EXPECT_EQ(buckets_up_to(1), (buckets{{1, 1}}));
  EXPECT_EQ(buckets_up_to(2), (buckets{{1, 1}, {2, 3}}));
  EXPECT_EQ(buckets_up_to(1000),
            (buckets{{1, 1}, {2, 3}, {4, 9}, {10, 31}, {32, 99}, {100, 316}, {317, 999}, {1000, 3162}}));
}

TEST(explore_section, is_null_under_stress) { EXPECT_TRUE(explore_section(approved_tally()).is_null()); }

TEST(explore_section, has_no_quantiles_if_no_schedule_failed) {
  campaign::tally empty;
  empty.campaign.emplace().mode = "explore";
  const auto section = explore_section(empty);
  EXPECT_TRUE(section.at("quantiles").is_null());
  for (const char* list : {"strategies", "first_failures", "histogram"})
    EXPECT_TRUE(section.at(list).empty()) << list;
}

TEST(explore_section, counts_each_first_failure_in_one_bucket) {
  const auto section = explore_section(approved_tally(explored_journal));
  std::uint64_t in_buckets = 0;
  for (const json& bucket : section.at("histogram")) in_buckets += bucket.at("failures").get<std::uint64_t>();
  EXPECT_EQ(in_buckets, section.at("first_failures").size());
  EXPECT_GT(in_buckets, 0u);
}

TEST(explore_section, leaves_out_a_failure_without_a_known_schedule) {
  auto tally = approved_tally(explored_journal);
  for (auto& [id, job] : tally.jobs)
    if (job.first_failure) job.first_failure->strategy.clear();
  EXPECT_TRUE(explore_section(tally).at("first_failures").empty());
}

}  // namespace
}  // namespace gauntlet::reports
