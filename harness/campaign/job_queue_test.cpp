#include "harness/campaign/job_queue.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;

/// Holds two subjects that should be correct, and two mutants.
class a_queue : public testing::Test {
 protected:
  a_queue() {
    for (const char* name : {"one", "two", "first-mutant", "second-mutant"}) subjects_[i_++].name = name;
    subjects_[2].mutant.emplace();
    subjects_[3].mutant.emplace();
  }
  [[nodiscard]] std::vector<job> jobs(const std::string& flavour = "fast") const {
    std::vector<job> out;
    for (const auto& subject : subjects_) out.push_back({&subject, flavour, "", {}});
    return out;
  }
  static budget an_hour() {
    budget out;
    out.time = 1h;
    return out;
  }
  static std::vector<std::string> drain(job_queue& queue) {
    std::vector<std::string> names;
    while (const auto turn = queue.take()) names.push_back(turn->job.subject->name);
    return names;
  }

  std::size_t i_ = 0;
  protocol::subject subjects_[4];
};

TEST_F(a_queue, starts_with_correct_subjects_if_cases_are_counted) {
  job_queue queue({}, jobs(), 1, false);
  EXPECT_EQ(drain(queue), (std::vector<std::string>{"one", "two", "first-mutant", "second-mutant"}));
}

TEST_F(a_queue, starts_with_mutants_if_the_jobs_share_a_time) {
  job_queue queue(an_hour(), jobs(), 1, false);
  EXPECT_EQ(drain(queue), (std::vector<std::string>{"first-mutant", "second-mutant", "one", "two"}));
}

TEST_F(a_queue, gives_a_second_turn_before_the_other_subjects) {
  job_queue queue(an_hour(), jobs(), 1, false);
  const auto turn = queue.take();
  queue.requeue(turn->job, 42);
  (void)queue.take();
  const auto again = queue.take();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->job.subject->name, "first-mutant");
  EXPECT_EQ(again->from_seed, 42u);
}

TEST_F(a_queue, drops_the_other_jobs_of_a_killed_mutant_if_requested) {
  auto both = jobs("fast");
  const auto others = jobs("tsan");
  both.insert(both.end(), others.begin(), others.end());
  job_queue all(an_hour(), both, 1, false), one(an_hour(), both, 1, true);
  for (auto* queue : {&all, &one}) queue->record_kill(queue->take()->job);
  EXPECT_EQ(drain(all).size(), 7u);
  EXPECT_EQ(drain(one).size(), 6u);
}

TEST_F(a_queue, shares_its_time_among_the_jobs_that_are_left) {
  job_queue queue(an_hour(), jobs(), 2, false);
  const auto first = queue.take();
  const auto share = *first->deadline - job_queue::clock::now();
  EXPECT_GT(share, 29min);  // two workers run two jobs each
  EXPECT_LE(share, 30min);
}

TEST_F(a_queue, bounds_every_turn_by_the_time_limit) {
  budget b;
  b.time_limit = 10min;
  job_queue queue(b, jobs(), 1, false);
  EXPECT_LE(*queue.take()->deadline - job_queue::clock::now(), 10min);
  EXPECT_GT(*queue.take()->deadline - job_queue::clock::now(), 9min);
}

TEST_F(a_queue, has_no_deadline_if_cases_are_counted) {
  budget b;
  b.cases = 5;
  job_queue queue(b, jobs(), 1, false);
  EXPECT_FALSE(queue.take()->deadline);
}

TEST_F(a_queue, returns_no_turn_after_the_harness_failed) {
  job_queue queue({}, jobs(), 1, false);
  EXPECT_NO_THROW(queue.rethrow());
  queue.fail(std::make_exception_ptr(std::runtime_error("first")));
  queue.fail(std::make_exception_ptr(std::runtime_error("second")));
  EXPECT_FALSE(queue.take());
  try {
    queue.rethrow();
    FAIL() << "rethrow() did not throw";
  } catch (const std::runtime_error& problem) {
    EXPECT_STREQ(problem.what(), "first");
  }
}

}  // namespace
}  // namespace gauntlet::campaign
