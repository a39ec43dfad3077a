#include "harness/run/waits.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using kinds = std::vector<event_kind>;

/// Its wait reports two errors, the second of which is damaged. Its context is cancelled.
class reports_two : public does_nothing {
 public:
  void wait(result& out) override {
    out.add(1, history::leaf_state::intact);
    out.add(0, history::leaf_state::damaged);
    out.tree_checked = true;
    out.failed_search = 4;
  }
  bool wait_for(std::uint32_t us, result& out) override {
    if (us < 10) return false;
    wait(out);
    return true;
  }
  observation context_now() override { return {true, 1}; }
};

TEST(waits, record_the_errors_and_the_result_of_the_search) {
  begun_case c(submits_of(2), info<reports_two>());
  reports_two group;
  EXPECT_EQ(c.parts.waits.wait({group, 0, history::driver}), 1u);
  EXPECT_EQ(c.kinds_of(history::driver),
            (kinds{event_kind::wait_begin, event_kind::wait_end, event_kind::wait_error,
                   event_kind::wait_error, event_kind::tree_checked}));
  const auto log = c.log_of(history::driver);
  EXPECT_EQ(log[1].extra, 2u);
  EXPECT_EQ(log[3].extra, static_cast<std::uint32_t>(history::leaf_state::damaged));
  EXPECT_EQ(log[4].value, 0u);
  EXPECT_EQ(log[4].extra, 4u);
}

TEST(waits, return_no_error_if_there_is_none) {
  begun_case c(submits_of(1), info<does_nothing>());
  does_nothing group;
  EXPECT_EQ(c.parts.waits.wait({group, 0, history::driver}), history::no_error);
}

/// Returns whether the context is observed after a wait.
bool observes_context(std::uint32_t group_index, bool plan_has, plan::capabilities can) {
  auto p = submits_of(1);
  p.context = plan_has;
  auto subject = info<reports_two>();
  subject.can = can;
  begun_case c(p, subject);
  reports_two group;
  c.parts.waits.wait({group, group_index, history::driver});
  const auto all = c.kinds_of(history::driver);
  return std::find(all.begin(), all.end(), event_kind::after_wait) != all.end();
}

TEST(waits, observe_a_context_that_the_waiter_can_access) {
  plan::capabilities can;
  can.context = true;
  EXPECT_TRUE(observes_context(0, true, can));
  EXPECT_FALSE(observes_context(0, false, can));
  can.starts_on_submit = false;
  EXPECT_FALSE(observes_context(0, true, can)) << "the driver has no access to the group";
  EXPECT_TRUE(observes_context(1, true, can));
  EXPECT_FALSE(observes_context(1, true, {}));
}

TEST(waits, read_the_payloads_of_the_accepted_tasks_of_the_group) {
  auto p = submits_of(3);
  p.tasks[2].group = 1;
  begun_case c(p, info<does_nothing>());
  does_nothing group;
  for (const std::uint32_t t : {0u, 2u})
    c.parts.submissions.submit(t, group, history::driver, history::submit_mode::blocking);
  c.parts.current.payloads.write(0);
  c.parts.waits.wait({group, 0, 2});
  EXPECT_EQ(c.kinds_of(2), (kinds{event_kind::wait_begin, event_kind::wait_end, event_kind::payload_read}));
  EXPECT_EQ(c.first(2, event_kind::payload_read).task, 0u);
  EXPECT_EQ(c.first(2, event_kind::payload_read).value, 1u);
}

TEST(waits, read_no_payload_if_a_wait_does_not_join) {
  auto subject = info<does_nothing>();
  subject.can.joins = false;
  begun_case c(submits_of(1), subject);
  does_nothing group;
  c.parts.submissions.submit(0, group, history::driver, history::submit_mode::blocking);
  c.parts.waits.wait({group, 0, 1});
  EXPECT_EQ(c.kinds_of(1), (kinds{event_kind::wait_begin, event_kind::wait_end}));
}

TEST(waits, record_a_time_out) {
  begun_case c(submits_of(1), info<reports_two>());
  reports_two group;
  c.parts.waits.wait_for(5, {group, 0, 1});
  EXPECT_EQ(c.kinds_of(1), (kinds{event_kind::wait_begin, event_kind::wait_timeout}));
  EXPECT_EQ(c.first(1, event_kind::wait_begin).extra, 5u);
  c.parts.waits.wait_for(10, {group, 0, history::driver});
  EXPECT_EQ(c.kinds_of(history::driver)[1], event_kind::wait_end);
}

TEST(waits, run_on_several_threads_concurrently) {
  begun_case c(submits_of(2), info<does_nothing>());
  does_nothing group;
  c.parts.waits.wait_on_threads(3, group);
  const kinds expected{event_kind::wait_begin, event_kind::wait_end};
  for (const history::actor_id actor : {history::driver, 3u, 4u}) EXPECT_EQ(c.kinds_of(actor), expected);
  EXPECT_TRUE(c.kinds_of(5).empty());
}

}  // namespace
}  // namespace gauntlet::run
