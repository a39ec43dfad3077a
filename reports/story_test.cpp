#include "reports/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/approved.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

protocol::finding approved_finding() { return approved_tally().reduced.at(0).finding; }

TEST(story, is_as_approved) { expect_approved("story.txt", format(tell(approved_finding()))); }

TEST(story, tells_every_event_once_in_the_order_of_time) {
  const auto finding = approved_finding();
  const auto story = tell(finding);
  EXPECT_EQ(story.size(), history::merge(*finding.history).size());
  EXPECT_TRUE(std::is_sorted(story.begin(), story.end(),
                             [](const auto& a, const auto& b) { return a.t_us < b.t_us; }));
}

TEST(story, marks_the_evidence) {
  const auto finding = approved_finding();
  const auto story = tell(finding);
  EXPECT_EQ(std::count_if(story.begin(), story.end(), [](const auto& line) { return line.evidence; }),
            static_cast<std::ptrdiff_t>(finding.evidence.size()));
}

TEST(story, of_a_finding_without_a_history_is_empty) {
  EXPECT_TRUE(tell({}).empty());
  EXPECT_TRUE(timeline({}).empty());
  EXPECT_EQ(format({}), "");
}

TEST(timeline, has_a_lane_for_everyone_who_did_something) {
  std::vector<std::string> actors;
  for (const json& lane : timeline(approved_finding())) actors.push_back(lane.at("actor"));
  EXPECT_EQ(actors, (std::vector<std::string>{"driver", "task 0", "task 1"}));
}

TEST(timeline, ends_with_the_case_what_never_ended) {
  auto finding = approved_finding();
  auto& driver = finding.history->logs[0];
  std::erase_if(driver, [](const auto& e) { return e.kind == history::event_kind::wait_end; });
  finding.evidence.clear();
  const auto lanes = timeline(finding);
  const auto& wait = lanes.at(0).at("bars").back();
  EXPECT_EQ(wait.at("label"), "waits for the group (never ended)");
  EXPECT_EQ(wait.at("to_us"), 99.5);
}

}  // namespace
}  // namespace gauntlet::reports
