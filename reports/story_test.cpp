#include "reports/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/approved.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

protocol::finding approved_finding() { return approved_tally().reduced.at(0).finding; }

TEST(story, equals_the_approved_text) { expect_approved("story.txt", format(story_of(approved_finding()))); }

TEST(story, has_each_event_once_in_order_of_time) {
  const auto finding = approved_finding();
  const auto story = story_of(finding);
  EXPECT_EQ(story.size(), history::merge(*finding.history).size());
  EXPECT_TRUE(std::is_sorted(story.begin(), story.end(),
                             [](const auto& a, const auto& b) { return a.t_us < b.t_us; }));
}

TEST(story, marks_the_evidence) {
  const auto finding = approved_finding();
  const auto story = story_of(finding);
  EXPECT_EQ(std::count_if(story.begin(), story.end(), [](const auto& line) { return line.evidence; }),
            static_cast<std::ptrdiff_t>(finding.evidence.size()));
}

TEST(story, shows_that_a_group_is_quiescent_only_as_evidence) {
  auto finding = approved_finding();
  const auto size = story_of(finding).size();
  auto& driver = finding.history->logs[0];
  driver.push_back({history::event_kind::quiescent, 0, history::none, 0, history::none, driver.back().time});
  EXPECT_EQ(story_of(finding).size(), size);
  finding.evidence.push_back({0, static_cast<std::uint32_t>(driver.size() - 1)});
  EXPECT_EQ(story_of(finding).size(), size + 1);
}

TEST(story, gives_the_step_of_an_event_of_an_explored_case) {
  auto finding = approved_finding();
  finding.schedule.emplace();
  finding.history->logs[0][0].time = 3999;  // the last of step 3
  const auto story = story_of(finding);
  EXPECT_TRUE(std::any_of(story.begin(), story.end(), [](const auto& line) { return line.t_us == 3; }));
}

TEST(story, is_empty_for_a_finding_without_a_history) {
  EXPECT_TRUE(story_of({}).empty());
  EXPECT_TRUE(timeline({}).empty());
  EXPECT_EQ(format({}), "");
}

TEST(timeline, has_a_lane_for_each_actor_with_events) {
  std::vector<std::string> actors;
  for (const json& lane : timeline(approved_finding())) actors.push_back(lane.at("actor"));
  EXPECT_EQ(actors, (std::vector<std::string>{"driver", "task 0", "task 1"}));
}

TEST(timeline, ends_an_unfinished_bar_at_the_end_of_the_case) {
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
