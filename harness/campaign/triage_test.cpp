#include "harness/campaign/triage.hpp"

#include <gtest/gtest.h>

namespace gauntlet::campaign {
namespace {

failing_case failing_with(const std::string& key) {
  failing_case out;
  out.finding.key = key;
  return out;
}

run::subject_description mutant() {
  run::subject_description out;
  out.mutant = run::mutant_info{"original", "race", "", {"P06"}, {}, {}, ""};
  return out;
}

TEST(triage, shrinks_each_finding_of_a_correct_subject_once) {
  const run::subject_description subject;
  triage t(subject, 3);
  EXPECT_TRUE(t.take(failing_with("P01")));
  EXPECT_FALSE(t.take(failing_with("P01")));
  EXPECT_TRUE(t.take(failing_with("P02")));
  EXPECT_FALSE(t.finished());
}

TEST(triage, ends_after_enough_findings) {
  const run::subject_description subject;
  triage t(subject, 2);
  EXPECT_TRUE(t.take(failing_with("P01")));
  EXPECT_TRUE(t.take(failing_with("P02")));
  EXPECT_TRUE(t.finished());
}

TEST(triage, ends_after_many_repeats_of_a_finding) {
  const run::subject_description subject;
  triage t(subject, 3);
  for (int i = 0; i < 21; ++i) {
    EXPECT_FALSE(t.finished());
    (void)t.take(failing_with("P01"));
  }
  (void)t.take(failing_with("P01"));
  EXPECT_TRUE(t.finished());
}

TEST(triage, ends_a_mutant_at_its_declared_reason) {
  const auto subject = mutant();
  triage t(subject, 3);
  EXPECT_FALSE(t.take(failing_with("P09"))) << "the job must wait for a declared reason";
  EXPECT_FALSE(t.finished());
  const auto kill = t.take(failing_with("P06"));
  ASSERT_TRUE(kill);
  EXPECT_EQ(kill->key, "P06");
  EXPECT_TRUE(t.killed());
  EXPECT_TRUE(t.finished());
  EXPECT_FALSE(t.leftover());
}

TEST(triage, keeps_the_first_other_failure_of_a_mutant_for_the_end) {
  const auto subject = mutant();
  triage t(subject, 3);
  (void)t.take(failing_with("P09"));
  (void)t.take(failing_with("P10"));
  const auto left = t.leftover();
  ASSERT_TRUE(left);
  EXPECT_EQ(left->key, "P09");
  EXPECT_FALSE(t.killed());
}

}  // namespace
}  // namespace gauntlet::campaign
