#include "reports/summary_section.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/approved.hpp"
#include "reports/document.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

/// The approved campaign, and one more case in which two lock orders were reported.
campaign::tally with_lock_orders() {
  auto out = approved_tally();
  out.add(protocol::read_journal_entry({{"entry", "passed"},
                                        {"subject", "group"},
                                        {"flavour", "tsan"},
                                        {"exercised", 1},
                                        {"lock_orders", 2}}));
  return out;
}

TEST(summary_section, warns_of_two_lock_orders) {
  const auto before = summary_section(approved_tally()), after = summary_section(with_lock_orders());
  EXPECT_TRUE(before.at("warnings").empty());
  ASSERT_EQ(after.at("warnings").size(), 1u);
  EXPECT_TRUE(after.at("warnings")[0].get<std::string>().starts_with("Potential deadlock in group (tsan)"));
  EXPECT_NE(after.at("sentence").get<std::string>().find("1 warning of a potential deadlock"),
            std::string::npos);
  EXPECT_EQ(after.at("exit_code"), before.at("exit_code"));
  EXPECT_EQ(after.at("violations"), before.at("violations"));
}

TEST(summary_section, has_warnings_that_the_terminal_prints) {
  const auto text = terminal_summary(make_document(with_lock_orders()), false);
  EXPECT_NE(text.find("\nwarning: Potential deadlock in group (tsan)"), std::string::npos) << text;
}

TEST(summary_section, names_the_schedules_that_were_too_long) {
  auto tally = approved_tally();
  tally.add(protocol::read_journal_entry({{"entry", "passed"},
                                          {"subject", "group"},
                                          {"flavour", "fast"},
                                          {"exercised", 1},
                                          {"schedules", 10},
                                          {"too_long", 3}}));
  const auto section = summary_section(tally);
  ASSERT_EQ(section.at("notes").size(), 1u);
  const auto note = section.at("notes")[0].get<std::string>();
  EXPECT_TRUE(note.starts_with("3 of 10 schedules of group (fast) were too long")) << note;
  EXPECT_NE(note.find("20,000 steps"), std::string::npos) << note;
  EXPECT_NE(terminal_summary(make_document(tally), false).find("note: 3 of 10"), std::string::npos);
  EXPECT_TRUE(summary_section(approved_tally()).at("notes").empty());
}

TEST(summary_section, names_the_cases_that_left_child_processes) {
  auto tally = approved_tally();
  for (const auto children : {0, 2, 1})
    tally.add(protocol::read_journal_entry({{"entry", "passed"},
                                            {"subject", "group"},
                                            {"flavour", "fast"},
                                            {"exercised", 1},
                                            {"children", children}}));
  const auto section = summary_section(tally);
  ASSERT_EQ(section.at("notes").size(), 1u);
  EXPECT_EQ(section.at("notes")[0],
            "2 cases of group (fast) left child processes; Gauntlet ended them. They are no failures.");
  EXPECT_NE(terminal_summary(make_document(tally), false).find("note: 2 cases of group"), std::string::npos);
  EXPECT_EQ(section.at("exit_code"), summary_section(approved_tally()).at("exit_code"));
}

}  // namespace
}  // namespace gauntlet::reports
