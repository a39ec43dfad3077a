#include "harness/cli/progress.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::cli {
namespace {

class a_campaign : public testing::Test {
 protected:
  /// Returns what is shown until the campaign ends. Standard error is no terminal here.
  std::string shown(progress::plan plan) {
    testing::internal::CaptureStderr();
    {
      const progress shows(journal_, plan);
    }
    return testing::internal::GetCapturedStderr();
  }

  protocol::temporary_folder folder_;
  campaign::journal journal_{folder_.path() / "journal.jsonl"};
};

TEST_F(a_campaign, ends_with_a_line_of_its_results) {
  protocol::subject subject;
  subject.name = "s";
  journal_.append(protocol::catalogue_listed{{subject}, {}});
  for (int i = 0; i < 3; ++i) journal_.append(protocol::passed_entry{{"s", "plain"}, {}});
  const auto line = shown({4, std::nullopt, std::nullopt});
  EXPECT_NE(line.find("0 of 4 jobs done, 3 cases, "), std::string::npos) << line;
  EXPECT_NE(line.find(" per second, 0 violations, 0 mutants killed\n"), std::string::npos) << line;
}

TEST_F(a_campaign, is_shown_in_whole_lines_without_a_terminal) {
  const auto text = shown({1, std::nullopt, std::nullopt});
  EXPECT_EQ(text.front(), '[');
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_EQ(text.find('\033'), std::string::npos);
}

TEST_F(a_campaign, has_no_time_left_when_it_has_ended) {
  const auto line = shown({1, std::chrono::hours(1), 1000});
  EXPECT_EQ(line.find(" left"), std::string::npos) << line;
}

}  // namespace
}  // namespace gauntlet::cli
