#include "harness/campaign/reduce.hpp"

#include "harness/campaign/test_support.hpp"

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;

class reducing : public fake_runner_test {
 protected:
  reduction reduced(const std::string& name, const std::string& key, std::chrono::milliseconds budget = 1h,
                    std::optional<protocol::run_up> run_up = std::nullopt) {
    const auto info = subject(name);
    return reduce(process(), info, {{}, key, plan(), 7, {}}, {budget, 10, {}, run_up}, stop_);
  }
  static plan::plan smallest() {
    plan::plan out;
    out.tasks.resize(1);
    out.tasks[0].end = plan::ending::raise;
    out.driver = {{plan::driver_kind::submit, 0}, {plan::driver_kind::wait, 1}};
    return out;
  }
  std::atomic<bool> stop_{false};
};

TEST_F(reducing, ends_with_the_smallest_plan_that_still_fails) {
  const auto out = reduced("fails", "P06");
  EXPECT_EQ(out.smallest, smallest());
  EXPECT_EQ(out.failed, 10u);
  EXPECT_EQ(out.runs, 10u);
  EXPECT_GT(out.candidates, 0u);
  ASSERT_TRUE(out.finding);
  EXPECT_EQ(out.finding->key, "P06");
}

TEST_F(reducing, shrinks_a_crash_as_any_other_failure) {
  const auto out = reduced("segv", "crash:SIGSEGV");
  EXPECT_EQ(out.smallest, smallest());
  EXPECT_EQ(out.failed, 10u);
  EXPECT_EQ(out.finding->key, "crash:SIGSEGV");
  EXPECT_EQ(reduced("exits-0", "crash:exit-0").smallest, smallest());
}

// The fake runner counts the runs of all its processes in a file, and every third one fails.
TEST_F(reducing, repeats_a_flaky_failure_and_counts_how_often_it_fails) {
  const auto out = reduced("fails-in-every-third-run", "P06");
  EXPECT_EQ(out.smallest, smallest());
  EXPECT_EQ(out.runs, 10u);
  EXPECT_GE(out.failed, 3u);
  EXPECT_LE(out.failed, 4u);
  EXPECT_TRUE(out.finding);
}

// Each plan fails once: the plan as it was found and every candidate.
TEST_F(reducing, accepts_no_candidate_that_failed_once_by_luck) {
  const auto out = reduced("fails-once-each", "P06");
  EXPECT_EQ(out.smallest, plan());
  EXPECT_EQ(out.failed, 1u);
  EXPECT_GT(out.runs, 10u);
  EXPECT_FALSE(out.finding);
}

// The fake runner fails in the third run of each process.
TEST_F(reducing, runs_the_cases_before_a_case_that_fails_only_after_them) {
  const auto alone = reduced("fails-every-third", "P06");
  EXPECT_EQ(alone.smallest, plan()) << "no plan fails in a new process";
  EXPECT_FALSE(alone.finding);
  EXPECT_FALSE(alone.run_up);
  const protocol::run_up before{8, 8, 100, false};  // of these seeds 8 and 12 count, and do not fail
  const auto after_others = reduced("fails-every-third", "P06", 1h, before);
  EXPECT_EQ(after_others.smallest, plan());
  EXPECT_EQ(after_others.run_up, before);
  EXPECT_EQ(after_others.failed, 10u);
  EXPECT_EQ(after_others.runs, 10u);
  EXPECT_TRUE(after_others.finding);
}

// Each run ends when the reduction gives it up. The time of the test shows only that it does.
TEST_F(reducing, gives_up_a_hang_at_the_end_of_its_budget) {
  const auto out = reduced("hangs", "P06", 300ms);
  EXPECT_EQ(out.failed, 0u);
  EXPECT_EQ(out.runs, 0u) << "a run that was given up is not counted";
}

TEST_F(reducing, waits_for_a_runner_that_does_not_answer_only_for_a_part_of_its_budget) {
  const auto out = reduced("hangs", "hang:no-answer", 3s);
  EXPECT_GT(out.failed, 0u);
  EXPECT_EQ(out.failed, out.runs);
}

TEST_F(reducing, counts_only_failures_with_the_expected_key) {
  const auto out = reduced("fails", "P08", 0ms);
  EXPECT_EQ(out.failed, 0u);
  EXPECT_EQ(out.smallest, plan());
  EXPECT_FALSE(out.finding);
}

TEST_F(reducing, runs_nothing_after_its_budget_is_used) {
  const auto out = reduced("fails", "P06", 0ms);
  EXPECT_EQ(out.smallest, plan());
  EXPECT_EQ(out.candidates, 0u);
  EXPECT_EQ(out.runs, 0u);
}

TEST_F(reducing, runs_no_plan_after_it_is_stopped) {
  stop_ = true;
  const auto out = reduced("fails", "P06");
  EXPECT_EQ(out.smallest, plan());
  EXPECT_EQ(out.candidates, 0u);
  EXPECT_EQ(out.runs, 0u);
}

}  // namespace
}  // namespace gauntlet::campaign
