#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "reports/approved.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

TEST(terminal, is_as_approved) {
  expect_approved("terminal.txt", terminal_summary(approved_document(), false));
}

TEST(terminal, of_an_explored_campaign_is_as_approved) {
  expect_approved("explored_terminal.txt", terminal_summary(approved_document(explored_journal), false));
}

TEST(terminal, says_the_same_in_colour) {
  const auto document = approved_document();
  const auto painted = terminal_summary(document, true);
  EXPECT_NE(painted.find('\033'), std::string::npos);
  static const std::regex escape("\033\\[[0-9;]*m");
  EXPECT_EQ(std::regex_replace(painted, escape, ""), terminal_summary(document, false));
}

TEST(terminal, tells_a_finding_under_six_headings) {
  const auto told = six_lines(approved_document().at("findings")[0]);
  std::size_t at = 0;
  for (const char* heading : {"verdict ", "subject ", "smallest plan", "schedule ", "where ", "replay "}) {
    at = told.find(heading, at);
    EXPECT_NE(at, std::string::npos) << heading << " is missing or out of order in:\n" << told;
  }
}

}  // namespace
}  // namespace gauntlet::reports
