#include "harness/campaign/reproducer.hpp"

#include "harness/campaign/test_support.hpp"

namespace gauntlet::campaign {
namespace {

class reproducing : public fake_runner_test {};

TEST_F(reproducing, counts_the_runs_until_a_failure) {
  const auto info = subject("fails-every-third");
  reproducer again(process(), info, "P06");
  EXPECT_TRUE(again.fails(plan(), 7, 10));
  EXPECT_EQ(again.runs_used(), 3u);
  EXPECT_FALSE(again.fails(plan(), 7, 2));
  EXPECT_EQ(again.runs_used(), 2u);
}

TEST_F(reproducing, tells_the_sentence_of_the_key) {
  const auto info = subject("fails");
  const auto found = reproducer(process(), info, "P16").fails(plan(), 7, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key, "P16");
  EXPECT_EQ(found->sentence, "The sentence of P16.");
  EXPECT_TRUE(found->has("P06"));
}

TEST_F(reproducing, begins_no_run_after_its_deadline) {
  const auto info = subject("fails");
  reproducer again(process(), info, "P06");
  again.set_deadline(std::chrono::steady_clock::now());
  EXPECT_FALSE(again.fails(plan(), 7, 10));
  EXPECT_EQ(again.runs_used(), 0u);
}

TEST_F(reproducing, runs_the_cases_that_come_before_in_a_new_process) {
  const auto info = subject("fails-every-third");
  reproducer again(process(), info, "P06");
  again.set_run_up({8, 8, 100, false});
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(again.fails(plan(), 7, 5));
    EXPECT_EQ(again.runs_used(), 1u);
  }
  again.set_run_up({8, 4, 100, false});
  EXPECT_FALSE(again.fails(plan(), 7, 3));
  EXPECT_EQ(again.runs_used(), 3u);
  again.set_run_up({8, 40, 100, false});
  EXPECT_FALSE(again.fails(plan(), 7, 3)) << "a case before it fails";
  EXPECT_EQ(again.runs_used(), 3u);
  EXPECT_EQ(again.other_failure(), "P06");
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
