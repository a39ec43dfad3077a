#include "harness/campaign/reduce.hpp"

#include "harness/campaign/test_support.hpp"

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;

class reducing : public fake_runner_test {
 protected:
  reduction reduced(const std::string& name, const std::string& key, std::chrono::milliseconds budget = 1h) {
    const auto info = subject(name);
    return reduce(process(), info, key, plan(), 7, {budget, 10}, stop_);
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

// The fake runner fails in every third run of a process, and a process ends with its failure.
TEST_F(reducing, repeats_a_flaky_failure_and_counts_how_often_it_fails) {
  const auto out = reduced("fails-every-third", "P06");
  EXPECT_EQ(out.smallest, smallest());
  EXPECT_EQ(out.runs, 10u);
  EXPECT_GE(out.failed, 3u);
  EXPECT_LE(out.failed, 4u);
  EXPECT_TRUE(out.finding);
}

TEST_F(reducing, counts_only_failures_with_the_expected_key) {
  const auto out = reduced("fails", "P08", 0ms);
  EXPECT_EQ(out.failed, 0u);
  EXPECT_EQ(out.smallest, plan());
  EXPECT_FALSE(out.finding);
}

TEST_F(reducing, tries_no_candidate_after_its_budget_is_used) {
  const auto out = reduced("fails", "P06", 0ms);
  EXPECT_EQ(out.smallest, plan());
  EXPECT_EQ(out.candidates, 0u);
  EXPECT_EQ(out.failed, 10u);
}

TEST_F(reducing, runs_no_plan_after_it_is_stopped) {
  stop_ = true;
  const auto out = reduced("fails", "P06");
  EXPECT_EQ(out.smallest, plan());
  EXPECT_EQ(out.candidates, 0u);
  EXPECT_EQ(out.runs, 0u);
}

class reproducing : public fake_runner_test {};

TEST_F(reproducing, counts_the_runs_until_a_failure) {
  const auto info = subject("fails-every-third");
  reproducer again(process(), info, "P06");
  EXPECT_TRUE(again.fails(plan(), 7, 10));
  EXPECT_EQ(again.runs_used(), 3u);
  EXPECT_FALSE(again.fails(plan(), 7, 2));
  EXPECT_EQ(again.runs_used(), 2u);
}

TEST_F(reproducing, reports_the_key_of_another_failure) {
  const auto info = subject("fails");
  reproducer expected(process(), info, "P06"), other(process(), info, "P08");
  EXPECT_TRUE(expected.fails(plan(), 7, 1));
  EXPECT_EQ(expected.other_failure(), "");
  EXPECT_FALSE(other.fails(plan(), 7, 1));
  EXPECT_EQ(other.other_failure(), "P06");
}

TEST_F(reproducing, accepts_any_failure_for_an_empty_key) {
  const auto info = subject("aborts");
  EXPECT_EQ(reproducer(process(), info, "").fails(plan(), 7, 1)->key, "crash:SIGABRT");
}

TEST_F(reproducing, throws_if_the_runner_refuses_the_request) {
  const auto info = subject("refused");
  EXPECT_THROW((void)reproducer(process(), info, "").fails(plan(), 7, 1), std::runtime_error);
}

}  // namespace
}  // namespace gauntlet::campaign
