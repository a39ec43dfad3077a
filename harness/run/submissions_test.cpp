#include "harness/run/submissions.hpp"
#include "harness/run/live_objects.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <vector>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using history::submit_mode;
using history::submit_result;

class throws : public does_nothing {
 public:
  void submit(task_call) override { throw std::runtime_error("no"); }
};

void expect_outcome(const begun_case& c, submit_result outcome, submit_mode mode) {
  const auto end = c.first(history::driver, event_kind::submit_end);
  EXPECT_EQ(end.value, static_cast<std::uint32_t>(outcome));
  EXPECT_EQ(end.extra, static_cast<std::uint32_t>(mode));
  EXPECT_EQ(c.parts.submissions.accepted(0), outcome == submit_result::accepted);
  const auto last = c.kinds_of(history::driver).back();
  EXPECT_EQ(last == event_kind::submit_left, outcome != submit_result::accepted);
}

TEST(submissions, record_an_accepted_submit) {
  begun_case c(submits_of(1), info<does_nothing>());
  runs_inline group;
  EXPECT_FALSE(c.parts.submissions.accepted(0));
  c.parts.submissions.submit(0, group, history::driver, submit_mode::blocking);
  expect_outcome(c, submit_result::accepted, submit_mode::blocking);
  EXPECT_EQ(c.host.ran, std::vector<std::uint32_t>{0});
  EXPECT_EQ(c.host.gone, std::vector<std::uint32_t>{0});
}

TEST(submissions, record_a_rejected_submit) {
  begun_case c(submits_of(1), info<does_nothing>());
  does_nothing group;
  c.parts.submissions.submit(0, group, history::driver, submit_mode::non_blocking);
  expect_outcome(c, submit_result::rejected, submit_mode::non_blocking);
  EXPECT_EQ(c.host.gone, std::vector<std::uint32_t>{0});
}

TEST(submissions, record_a_submit_that_throws) {
  begun_case c(submits_of(1), info<does_nothing>());
  throws group;
  c.parts.submissions.submit(0, group, history::driver, submit_mode::blocking);
  expect_outcome(c, submit_result::threw, submit_mode::blocking);
}

/// Its submit creates a thread and throws.
class leaves_a_thread : public does_nothing {
 public:
  void submit(task_call) override {
    std::thread([] {}).join();
    throw std::runtime_error("no");
  }
};

TEST(submissions, record_how_many_threads_a_failed_submit_created) {
  begun_case c(submits_of(1), info<does_nothing>());
  leaves_a_thread group;
  c.parts.submissions.submit(0, group, history::driver, submit_mode::blocking);
  EXPECT_EQ(c.first(history::driver, event_kind::submit_left).value, 1u);
}

TEST(submissions, give_each_task_a_parcel) {
  begun_case c(submits_of(2), info<does_nothing>());
  does_nothing group;
  auto& submissions = c.parts.submissions;
  submissions.submit(0, group, history::driver, submit_mode::blocking);
  EXPECT_TRUE(submissions.parcel_is_intact(0));
  EXPECT_FALSE(submissions.parcel_is_intact(1));
  EXPECT_FALSE(submissions.in_parcels(&c));
}

TEST(submissions, discard_the_previous_case) {
  begun_case c(submits_of(1), info<does_nothing>());
  does_nothing group;
  c.parts.submissions.submit(0, group, history::driver, submit_mode::blocking);
  next_case();
  c.parts.submissions.begin();
  EXPECT_FALSE(c.parts.submissions.accepted(0));
  EXPECT_FALSE(c.parts.submissions.parcel_is_intact(0));
}

}  // namespace
}  // namespace gauntlet::run
