#include "harness/cli/installation.hpp"

#include <gtest/gtest.h>

#include "harness/plan/bad_input.hpp"
#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::cli {
namespace {

using names = std::vector<std::string>;

protocol::subject named(const char* name, names flavours = {}) {
  protocol::subject out;
  out.name = name;
  out.flavours = std::move(flavours);
  return out;
}

TEST(installation, finds_the_runner_that_holds_a_subject) {
  installation here;
  here.flavours = {"tsan", "asan", "go"};
  here.subjects = {named("everywhere"), named("only-in-asan", {"asan"}), named("errgroup", {"go"})};
  here.runners = {{"tsan", "tsan", "", {"everywhere", "only-in-asan"}},
                  {"asan", "asan", "", {"everywhere"}},
                  {"asan.rest", "asan", "rest", {"only-in-asan"}},
                  {"go", "go", "", {"errgroup"}}};
  EXPECT_EQ(here.runner_for("tsan", here.subjects[0]), "tsan");
  EXPECT_EQ(here.runner_for("asan", here.subjects[1]), "asan.rest");
  EXPECT_FALSE(here.runner_for("tsan", here.subjects[1])) << "it declares only asan";
  EXPECT_EQ(here.flavours_of(here.subjects[0]), (names{"tsan", "asan"}));
  EXPECT_EQ(here.flavours_of(here.subjects[2]), (names{"go"}));
}

TEST(is_built, is_false_for_runners_of_other_languages) {
  EXPECT_TRUE(is_built("asan"));
  EXPECT_FALSE(is_built("go"));
}

TEST(find_installation, names_the_cure_if_there_is_no_runner) {
  const protocol::temporary_folder folder;
  const auto& empty = folder.path();
  try {
    (void)find_installation(empty);
    ADD_FAILURE() << "find_installation did not throw";
  } catch (const plan::bad_input& problem) {
    EXPECT_NE(std::string(problem.what()).find("there is no runner in " + empty.string()), std::string::npos);
  }
  EXPECT_FALSE(list_installation(empty).properties.empty()) << "the properties are known without a runner";
}

TEST(folder_of_this_program, contains_this_program) {
  EXPECT_TRUE(std::filesystem::exists(folder_of_this_program() / "cli_test_plain"));
}

}  // namespace
}  // namespace gauntlet::cli
