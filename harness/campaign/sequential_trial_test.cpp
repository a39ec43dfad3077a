#include "harness/campaign/sequential_trial.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace gauntlet::campaign {
namespace {

using verdict = sequential_trial::verdict;

/// The verdicts of many tests on runs that fail at the same rate.
struct simulated {
  double often = 0;  ///< the share of the verdict `often`
  double mean_runs = 0;
  std::uint32_t most_runs = 0;
};

simulated simulate(const sequential_trial::design& design, double rate) {
  constexpr int tests = 20'000;
  std::mt19937_64 random(19);
  simulated out;
  for (int i = 0; i < tests; ++i) {
    sequential_trial test(design);
    // Not std::bernoulli_distribution: its numbers differ between standard libraries.
    while (test.decided() == verdict::undecided)
      test.add(static_cast<double>(random() >> 11u) * 0x1.0p-53 < rate);
    out.often += test.decided() == verdict::often ? 1.0 / tests : 0;
    out.mean_runs += static_cast<double>(test.runs()) / tests;
    out.most_runs = std::max(out.most_runs, test.runs());
  }
  return out;
}

TEST(a_sequential_trial, accepts_a_case_that_always_fails_after_two_failures) {
  sequential_trial test({});
  test.add(true);
  EXPECT_EQ(test.decided(), verdict::undecided) << "one failure may be luck";
  test.add(true);
  EXPECT_EQ(test.decided(), verdict::often);
}

TEST(a_sequential_trial, rejects_a_case_that_never_fails_after_a_few_runs) {
  sequential_trial test({});
  EXPECT_EQ(test.passes_to_reject(), 4u);
  for (int i = 0; i < 4; ++i) test.add(false);
  EXPECT_EQ(test.decided(), verdict::seldom);
  EXPECT_EQ(test.passes_to_reject(), 0u);
}

TEST(a_sequential_trial, does_not_accept_one_failure_after_many_passes) {
  sequential_trial test({0.05, 0.005, 0.01, 0.1, 1000});
  for (int i = 0; i < 20; ++i) test.add(false);
  test.add(true);
  EXPECT_EQ(test.decided(), verdict::undecided);
}

TEST(a_sequential_trial, keeps_its_errors) {
  for (const double often : {0.5, 0.2, 0.05}) {
    SCOPED_TRACE(often);
    const sequential_trial::design design{often, often / 10, 0.01, 0.1, 10'000};
    EXPECT_LE(simulate(design, often / 10).often, 0.011);
    EXPECT_GE(simulate(design, often).often, 0.9);
    EXPECT_GE(simulate(design, std::min(1.0, 2 * often)).often, 0.98);
    EXPECT_EQ(simulate(design, 0).often, 0) << "a case that does not fail";
  }
}

TEST(a_sequential_trial, needs_runs_in_proportion_to_the_rate) {
  for (const double often : {0.5, 0.2, 0.05}) {
    SCOPED_TRACE(often);
    const sequential_trial::design design{often, often / 10, 0.01, 0.1, 10'000};
    EXPECT_LE(simulate(design, often).mean_runs, 3.5 / often);
    EXPECT_LE(simulate(design, often / 10).mean_runs, 3.5 / often);
    EXPECT_LE(simulate(design, 0).most_runs, 2.7 / often);
  }
}

TEST(a_sequential_trial, rejects_without_evidence_at_its_limit_of_runs) {
  const sequential_trial::design design{0.01, 0.001, 0.01, 0.1, 30};
  EXPECT_EQ(simulate(design, 0).most_runs, 30u);
  EXPECT_EQ(simulate(design, 0).often, 0);
}

}  // namespace
}  // namespace gauntlet::campaign
