#include "harness/campaign/journal.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "harness/plan/bad_input.hpp"
#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

class journal_file : public testing::Test {
 protected:
  protocol::temporary_folder folder_;
  std::filesystem::path file_ = folder_.path() / "journal.jsonl";
  static json passed() {
    return {{"entry", "passed"}, {"subject", "s"}, {"flavour", "plain"}, {"exercised", 5}};
  }
  void write_two() const {
    journal out(file_);
    out.append(protocol::read_journal_entry({{"entry", "campaign"}, {"seed", 1}}));
    out.append(protocol::read_journal_entry(passed()));
    out.append(protocol::read_journal_entry(passed()));
  }
};

TEST_F(journal_file, is_read_as_it_was_written) {
  write_two();
  const auto read = read_journal(file_);
  const auto& job = read.jobs.at({"s", "plain"});
  EXPECT_EQ(job.cases, 2u);
  EXPECT_EQ(job.exercised[0], 2u);
  EXPECT_EQ(job.exercised[2], 2u);
}

TEST_F(journal_file, may_end_with_an_incomplete_line) {
  write_two();
  std::ofstream(file_, std::ios::app) << R"({"entry":"pas)";
  EXPECT_EQ(read_journal(file_).jobs.at({"s", "plain"}).cases, 2u);
}

TEST_F(journal_file, with_an_invalid_line_in_the_middle_is_rejected) {
  write_two();
  std::ofstream(file_, std::ios::app) << "nonsense\n" << passed().dump() << "\n";
  EXPECT_THROW((void)read_journal(file_), plan::bad_input);
}

}  // namespace
}  // namespace gauntlet::campaign
