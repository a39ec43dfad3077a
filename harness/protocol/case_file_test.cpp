#include "harness/protocol/case_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "harness/plan/bad_input.hpp"
#include "harness/plan/generate.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::protocol {
namespace {

class a_case_file : public testing::Test {
 protected:
  temporary_folder folder_;
  std::filesystem::path file_ = folder_.path() / "case.json";

  void write(const std::string& text) const { std::ofstream(file_) << text; }
  /// Returns the error of reading a file with this text, without the file name that it must begin with.
  std::string error_of(const std::string& text) const {
    write(text);
    try {
      (void)read_case(file_);
    } catch (const plan::bad_input& problem) {
      const std::string whole = problem.what(), name = file_.string() + ": ";
      EXPECT_EQ(whole.find(name), 0u) << whole;
      return whole.substr(name.size());
    }
    return "none";
  }
};

TEST_F(a_case_file, is_read_as_it_was_written) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const case_file content{"fail_fast", "tsan", "tsan:data-race", ~seed, plan::generate(seed, {})};
    write_case(file_, content);
    EXPECT_EQ(read_case(file_), content);
  }
}

TEST_F(a_case_file, holds_the_cases_that_run_before_it) {
  case_file content{"fail_fast", "tsan", "P08", 27, plan::generate(27, {})};
  content.run_up = run_up{7, 20, 50, true};
  write_case(file_, content);
  EXPECT_EQ(read_case(file_), content);
}

TEST_F(a_case_file, may_hold_only_a_plan) {
  const auto plan = plan::generate(7, {});
  write(plan::to_json(plan).dump());
  EXPECT_EQ(read_case(file_), (case_file{"", "", "", 0, plan}));
}

TEST_F(a_case_file, with_an_error_is_reported_with_its_name_the_field_and_a_cure) {
  const std::string head = R"({"gauntlet_case":1,"subject":"s","flavour":"plain",)";
  EXPECT_EQ(error_of(""), "the file is empty; name a case file or a plan in JSON");
  EXPECT_EQ(error_of(" \n"), "the file is empty; name a case file or a plan in JSON");
  EXPECT_EQ(error_of("{]"), "not JSON at byte 2; correct it there, or name another file");
  EXPECT_EQ(error_of(R"({"gauntlet_case":2})"),
            "gauntlet_case: unknown version 2; this Gauntlet reads version 1");
  EXPECT_EQ(error_of(R"({"gauntlet_case":1,"subject":"s"})"), "field \"flavour\" is missing; add it");
  EXPECT_EQ(error_of(head + R"("colour":"red"})"),
            "unknown field \"colour\"; the known fields are gauntlet_case, subject, flavour, key, seed, "
            "plan, faults, "
            "plain_accesses, "
            "decisions, steps, history, run_up");
  EXPECT_EQ(error_of(head + R"("seed":-1})"),
            "seed: expected a whole number of 0 or more, found the number -1");
  EXPECT_EQ(error_of(head + R"("plan":{"version":1,"tasks":[],"driver":[]},"run_up":{"count":1}})"),
            "run_up: field \"first_seed\" is missing; add it");
  EXPECT_EQ(
      error_of(head + R"("plan":{"version":1,"tasks":[{"end":"fails"}],"driver":[]}})"),
      R"(plan.tasks[0].end: "fails" is not known; use one of ok, fail, raise, nil, raise_hostile, exit)");
}

TEST_F(a_case_file, that_is_missing_is_named_in_the_error) {
  try {
    (void)read_case(file_);
    FAIL() << "read_case did not throw";
  } catch (const plan::bad_input& problem) {
    EXPECT_EQ(problem.what(),
              file_.string() + ": cannot be read: no such file; name a case file or a plan in JSON");
  }
  EXPECT_THROW((void)read_case(testing::TempDir()), plan::bad_input);
}

TEST_F(a_case_file, that_cannot_be_written_is_named_in_the_error) {
  try {
    write_case(file_ / "below-a-file", {});
    FAIL() << "read_case did not throw";
  } catch (const std::system_error& problem) {
    EXPECT_NE(std::string(problem.what()).find("below-a-file"), std::string::npos);
  }
}

}  // namespace
}  // namespace gauntlet::protocol
