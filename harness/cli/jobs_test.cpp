#include "harness/cli/jobs.hpp"

#include <gtest/gtest.h>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {
namespace {

protocol::subject named(const char* name, run::subject_kind kind = run::subject_kind::reference) {
  protocol::subject out;
  out.name = name;
  out.kind = kind;
  return out;
}

protocol::subject mutant(const char* name, std::vector<std::string> flavours) {
  auto out = named(name, run::subject_kind::mutant);
  out.mutant = run::mutant_info{"group", "race", "", {"P08"}, std::move(flavours), {}, ""};
  return out;
}

/// Returns an installation with a reference in every flavour, a mutant that every flavour can kill, and one
/// that only asan can kill.
installation sample() {
  installation here;
  here.flavours = {"tsan", "fast", "asan", "plain"};
  here.subjects = {named("group"), mutant("any", {}), mutant("leak", {"asan"})};
  for (const char* flavour : {"tsan", "fast"})
    here.runners.push_back({flavour, flavour, "", {"group", "any", "leak"}});
  here.runners.push_back({"asan", "asan", "", {"group", "leak"}});
  here.runners.push_back({"plain", "plain", "", {"group"}});
  return here;
}

std::vector<std::string> jobs_of(const installation& here, const run_options& options) {
  std::vector<std::string> out;
  for (const auto& job : make_jobs(options, here))
    out.push_back(job.flavour + (job.explore ? " explores " : " ") + job.subject->name);
  return out;
}

using names = std::vector<std::string>;

TEST(jobs, of_stress_run_a_mutant_in_the_first_flavour_that_can_kill_it) {
  EXPECT_EQ(jobs_of(sample(), {}),
            (names{"tsan group", "tsan any", "asan group", "asan leak", "plain group"}));
}

TEST(jobs, of_the_full_mode_explore_in_fast_first) {
  run_options options;
  options.mode = "full";
  EXPECT_EQ(jobs_of(sample(), options), (names{"fast explores group", "fast explores any", "tsan group",
                                               "tsan any", "asan group", "asan leak"}));
}

TEST(jobs, leave_out_subjects_that_cannot_be_explored) {
  auto here = sample();
  here.subjects[0].can.explorable = false;
  run_options options;
  options.mode = "explore";
  options.flavours = {"fast"};
  EXPECT_EQ(jobs_of(here, options), (names{"fast explores any"}));
}

TEST(jobs, that_need_another_build_name_its_target) {
  run_options options;
  options.flavours = {"asan"};
  options.subjects = {"any"};
  try {
    (void)jobs_of(sample(), options);
    FAIL() << "make_jobs did not throw";
  } catch (const plan::bad_input& problem) {
    EXPECT_STREQ(problem.what(),
                 "--flavour: any is not built for asan; build the target gauntlet-runner-asan-rest");
  }
}

}  // namespace
}  // namespace gauntlet::cli
