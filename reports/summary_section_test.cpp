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
  EXPECT_FALSE(before.contains("warnings"));
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

}  // namespace
}  // namespace gauntlet::reports
