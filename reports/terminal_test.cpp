#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "reports/approved.hpp"
#include "reports/document.hpp"
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

/// Returns the campaign of two properties in which all cases of a subject passed in `plain`, and one failed
/// in `tsan`.
campaign::tally campaign_that_failed_in_tsan() {
  campaign::tally t;
  protocol::subject subject;
  subject.name = "group";
  t.add(protocol::campaign_begun{});
  t.add(
      protocol::catalogue_listed{{subject}, {{"P01", "one", ""}, {"P02", "two", ""}, {"P03", "three", ""}}});
  protocol::case_passed passed;
  passed.exercised = {0, 1};
  t.add(protocol::passed_entry{{"group", "plain"}, passed});
  protocol::failed_entry failed;
  failed.job = {"group", "tsan"};
  failed.exercised = {0};
  failed.keys = {"P01"};
  t.add(failed);
  return t;
}

TEST(terminal, counts_the_properties_of_each_flavour_alone) {
  const auto text = terminal_summary(make_document(campaign_that_failed_in_tsan()), false);
  static const std::regex contradiction("ok [^\n]* [1-9][0-9]* failed");
  EXPECT_FALSE(std::regex_search(text, contradiction)) << text;
  static const std::regex plain(
      "ok +group +plain [^\n]* 2 passed, 0 failed, 0 not applicable, 1 not exercised\n");
  static const std::regex tsan(
      "FAILED group +tsan [^\n]* 0 passed, 1 failed, 0 not applicable, 2 not exercised\n");
  EXPECT_TRUE(std::regex_search(text, plain)) << text;
  EXPECT_TRUE(std::regex_search(text, tsan)) << text;
}

TEST(terminal, names_the_properties_that_were_not_exercised) {
  const auto text = terminal_summary(make_document(campaign_that_failed_in_tsan()), false);
  EXPECT_NE(text.find("\n         not exercised in any flavour: P03\n"), std::string::npos) << text;
  EXPECT_NE(text.find("; not exercised: P03 in group"), std::string::npos) << text;
}

TEST(terminal, says_that_no_fault_is_needed_only_if_a_run_without_failed) {
  auto finding = approved_document().at("findings")[1];
  finding["delays"] = nlohmann::json::array();
  EXPECT_NE(six_lines(finding).find("no delay or fault is needed"), std::string::npos);
  finding["shrunk"]["failed"] = 0;
  finding["how_often"] = "did not fail again in 10 runs; found once";
  EXPECT_EQ(six_lines(finding).find("no delay or fault is needed"), std::string::npos);
  EXPECT_NE(six_lines(finding).find("(did not fail again in 10 runs; found once)"), std::string::npos);
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
