#include "harness/check/log_reader.hpp"

#include "harness/check/situations.hpp"

// Tests of what each kind of event adds to a view. The constructor of a view calls the reader for each log.
namespace gauntlet::check {
namespace {

TEST(log_reader, reads_a_submit_and_its_result) {
  const viewed x(fail_fast(3), of(3)
                                   .submit(0)
                                   .try_submit(1, submit_result::rejected)
                                   .submit(2, submit_result::threw)
                                   .at(0, kind::submit_left, 2, 4));
  EXPECT_TRUE(x.v.tasks[0].accepted);
  EXPECT_FALSE(x.v.tasks[0].non_blocking);
  EXPECT_TRUE(x.v.tasks[1].rejected);
  EXPECT_TRUE(x.v.tasks[1].non_blocking);
  EXPECT_TRUE(x.v.tasks[2].threw);
  EXPECT_EQ(x.v.tasks[2].threads_left, 4u);
  EXPECT_EQ(x.v.tasks[1].submit.begin_ref, (event_ref{0, 2}));
  EXPECT_EQ(x.v.tasks[1].submit.end_ref, (event_ref{0, 3}));
}

TEST(log_reader, reads_which_task_submitted_a_task) {
  const viewed x(fail_fast(2), of(2).start(0).submit_inside(0, 1));
  EXPECT_EQ(x.v.tasks[0].parent, std::nullopt);
  EXPECT_EQ(x.v.tasks[1].parent, 0u);
}

TEST(log_reader, reads_a_body_and_its_outcome) {
  const viewed x(fail_fast(3), of(3).start(0).ok(0).start(1).forward(1, 0).start(2));
  EXPECT_FALSE(x.v.tasks[0].failed());
  EXPECT_TRUE(x.v.tasks[1].failed());
  EXPECT_EQ(x.v.tasks[1].error, 0u);
  EXPECT_EQ(x.v.tasks[1].thread, 101u);
  EXPECT_TRUE(x.v.tasks[2].body.begun());
  EXPECT_FALSE(x.v.tasks[2].body.ended());
}

TEST(log_reader, reads_observations_of_tasks_and_of_the_driver) {
  const viewed x(fail_fast(1),
                 of(1).start(0).look(1, true, id_parent).at(1, kind::await_begin).look(0, false));
  ASSERT_EQ(x.v.tasks[0].observations.size(), 1u);  // the second one has not ended
  const observation& observed = x.v.tasks[0].observations[0];
  EXPECT_TRUE(observed.cancelled);
  EXPECT_FALSE(observed.awaited);
  EXPECT_EQ(observed.cause, id_parent);
  EXPECT_EQ(observed.task, 0u);
  ASSERT_EQ(x.v.groups[0].driver_observations.size(), 1u);
  EXPECT_FALSE(x.v.groups[0].driver_observations[0].cancelled);
}

TEST(log_reader, reads_a_wait_and_its_result) {
  const viewed x(
      fail_fast(2),
      of(2).wait({1, 0}).at(0, kind::tree_checked, history::none, 0, 3).after(true, 1).wait_begin());
  ASSERT_EQ(x.v.groups[0].waits.size(), 2u);
  const wait_view& wait = x.v.groups[0].waits[0];
  EXPECT_EQ(wait.leaf_count, 2u);
  ASSERT_EQ(wait.leaves.size(), 2u);
  EXPECT_EQ(wait.leaves[0].error, 1u);
  EXPECT_EQ(wait.failed_search, 3u);
  ASSERT_TRUE(wait.after);
  EXPECT_EQ(wait.after->cause, 1u);
  EXPECT_FALSE(x.v.groups[0].waits[1].when.ended());
}

TEST(log_reader, separates_a_wait_that_timed_out) {
  const viewed x(fail_fast(1), of(1)
                                   .at(0, kind::wait_begin, history::none, 0, 10)
                                   .at(0, kind::wait_timeout, history::none, 0, 12)
                                   .wait());
  ASSERT_EQ(x.v.groups[0].timeouts.size(), 1u);
  EXPECT_EQ(x.v.groups[0].timeouts[0].after_us, 10u);
  EXPECT_EQ(x.v.groups[0].timeouts[0].waited_us, 12u);
  EXPECT_EQ(x.v.groups[0].waits.size(), 1u);
}

TEST(log_reader, reads_a_nested_group) {
  const viewed x(nested(),
                 of(2).start(0).nest(0, 1).submit_inside(0, 1).wait_begin(1, 1).wait_end({}, 1, 1).at(
                     1, kind::nest_end, history::none, 1));
  EXPECT_EQ(x.v.groups[1].opened_by, 0u);
  EXPECT_TRUE(x.v.groups[1].nest.ended());
  EXPECT_EQ(x.v.groups[1].waits.size(), 1u);
  EXPECT_TRUE(x.v.groups[0].waits.empty());
}

TEST(log_reader, reads_why_a_payload_was_read) {
  const viewed x(fail_fast(2), of(2)
                                   .start(0)
                                   .start(1)
                                   .look(2, true, 0)
                                   .at(2, kind::payload_read, 0, 1)
                                   .wait({0})
                                   .at(0, kind::payload_read, 1, 0));
  ASSERT_EQ(x.v.payloads.size(), 2u);  // the driver's log is read first
  EXPECT_TRUE(x.v.payloads[0].after_wait);
  EXPECT_FALSE(x.v.payloads[0].intact);
  EXPECT_FALSE(x.v.payloads[1].after_wait);
  EXPECT_EQ(x.v.payloads[1].source, x.v.tasks[1].observations[0].when.end_ref);
}

TEST(log_reader, reads_limits_cancellations_and_the_end) {
  const viewed x(fail_fast(0),
                 of(0).set_limit(2, false).lift_limit().cancel_parent().parent_state(true).group_gone());
  ASSERT_EQ(x.v.limits.size(), 2u);
  EXPECT_EQ(x.v.limits[0].limit, 2u);
  EXPECT_FALSE(x.v.limits[0].accepted);
  EXPECT_EQ(x.v.limits[1].limit, std::nullopt);
  EXPECT_EQ(x.v.parent_cancels.size(), 1u);
  EXPECT_EQ(x.v.parent_cancelled_at_end, true);
  EXPECT_EQ(x.v.group_gone, (event_ref{0, 7}));
}

TEST(log_reader, reads_a_callback_and_its_planned_action) {
  auto s = fail_fast(1);
  s.plan.driver = {{plan::driver_kind::callback, static_cast<std::uint32_t>(plan::callback_action::observe)}};
  const viewed x(s, of(1)
                        .at(0, kind::callback_add_begin)
                        .at(0, kind::callback_add_end, history::none, 5)
                        .at(0, kind::callback_drop_begin));
  ASSERT_EQ(x.v.callbacks.size(), 1u);
  EXPECT_EQ(x.v.callbacks[0].task, std::nullopt);
  EXPECT_EQ(x.v.callbacks[0].action, plan::callback_action::observe);
  EXPECT_EQ(x.v.callbacks[0].thread, 5u);
  EXPECT_TRUE(x.v.callbacks[0].drop.begun());
  EXPECT_FALSE(x.v.callbacks[0].drop.ended());
}

TEST(log_reader, ignores_tasks_and_groups_that_the_plan_does_not_have) {
  const viewed x(fail_fast(1), of(1)
                                   .submit(9)
                                   .wait_begin(0, 9)
                                   .wait_end({}, 0, 9)
                                   .nest(0, 9)
                                   .look(0, true, 0, 9)
                                   .at(0, kind::limit_end, history::none, 1)
                                   .at(0, kind::cancel_end)
                                   .at(0, kind::callback_drop_end));
  EXPECT_FALSE(x.v.tasks[0].submit.begun());
  EXPECT_EQ(x.v.groups.size(), 1u);
  EXPECT_TRUE(x.v.groups[0].waits.empty());
  EXPECT_TRUE(x.v.limits.empty());
}

}  // namespace
}  // namespace gauntlet::check
