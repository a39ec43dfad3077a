#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "reports/approved.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

TEST(terminal, equals_the_approved_text) {
  expect_approved("terminal.txt", terminal_summary(approved_document(), false));
}

TEST(terminal, of_an_explored_campaign_equals_the_approved_text) {
  expect_approved("explored_terminal.txt", terminal_summary(approved_document(explored_journal), false));
}

TEST(terminal, differs_in_colour_only_by_escape_sequences) {
  const auto document = approved_document();
  const auto painted = terminal_summary(document, true);
  EXPECT_NE(painted.find('\033'), std::string::npos);
  static const std::regex escape("\033\\[[0-9;]*m");
  EXPECT_EQ(std::regex_replace(painted, escape, ""), terminal_summary(document, false));
}

TEST(terminal, prints_a_finding_under_six_headings) {
  const auto lines = six_lines(approved_document().at("findings")[0]);
  std::size_t at = 0;
  for (const char* heading : {"verdict ", "subject ", "smallest plan", "schedule ", "where ", "replay "}) {
    at = lines.find(heading, at);
    EXPECT_NE(at, std::string::npos) << heading << " is missing or out of order in:\n" << lines;
  }
}

}  // namespace
}  // namespace gauntlet::reports
