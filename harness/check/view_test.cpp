#include "harness/check/view.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(view, orders_times_that_differ_by_more_than_the_clock_error) {
  const viewed x(fail_fast(0), of(0));  // clock error: 200
  EXPECT_TRUE(x.v.before(1000, 1201));
  EXPECT_FALSE(x.v.before(1000, 1200));
  EXPECT_FALSE(x.v.before(1201, 1000));
}

TEST(view, orders_the_events_of_one_actor_by_program_order) {
  const viewed x(fail_fast(1), of(1).submit(0).same_time().wait_begin());
  EXPECT_TRUE(x.v.before(event_ref{0, 1}, event_ref{0, 2}));
  EXPECT_FALSE(x.v.before(event_ref{0, 2}, event_ref{0, 1}));
}

TEST(view, orders_a_body_after_the_begin_of_its_submit) {
  const viewed x(fail_fast(1), of(1).at(0, kind::submit_begin, 0).same_time().begin(0));
  EXPECT_TRUE(x.v.before(event_ref{0, 0}, event_ref{1, 0}));
}

TEST(view, orders_unowned_events_by_time_only) {
  const viewed x(fail_fast(2), of(2).dispose(0).same_time().dispose(1));
  EXPECT_FALSE(x.v.before(event_ref{unowned_log, 0}, event_ref{unowned_log, 1}));
}

TEST(view, has_the_groups_of_the_plan) {
  const viewed x(nested(3), of(3));
  ASSERT_EQ(x.v.groups.size(), 2u);
  EXPECT_EQ(x.v.groups[0].tasks, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(x.v.groups[1].tasks, std::vector<std::uint32_t>{1});
}

TEST(view, a_wait_joins_tasks_submitted_or_begun_before_it) {
  const viewed x(fail_fast(3), of(3)
                                   .submit(0)
                                   .at(0, kind::submit_begin, 1)
                                   .begin(1)
                                   .wait_begin(6)
                                   .at(0, kind::submit_end, 1, 0, 0)
                                   .submit(2)
                                   .begin(0)
                                   .begin(2)
                                   .wait_end({}, 6));
  const wait_view& wait = x.v.groups[0].waits.at(0);
  EXPECT_TRUE(x.v.joined(x.v.tasks[0], wait));
  EXPECT_TRUE(x.v.joined(x.v.tasks[1], wait));
  EXPECT_FALSE(x.v.joined(x.v.tasks[2], wait));
}

TEST(view, a_wait_joins_the_descendants_of_joined_tasks) {
  const viewed x(fail_fast(2),
                 of(2).start(0).wait_begin().submit_inside(0, 1).begin(1).ok(1).ok(0).wait_end());
  EXPECT_TRUE(x.v.joined(x.v.tasks[1], x.v.groups[0].waits.at(0)));
}

// The wait begins at the same time as the driver's event, so that the times prove no order.
TEST(view, a_wait_concurrent_with_the_driver_follows_its_earlier_steps) {
  auto h = of(1).submit(0).at(0, kind::beside_begin).same_time().wait_begin(5);
  const viewed x(fail_fast(1), h);
  const wait_view& wait = x.v.groups[0].waits.at(0);
  EXPECT_EQ(wait.follows, (event_ref{0, 2}));
  EXPECT_TRUE(x.v.joined(x.v.tasks[0], wait));
}

TEST(view, a_second_waiter_follows_the_steps_before_the_drivers_own_wait) {
  auto s = fail_fast(1);
  s.plan.driver = {
      {plan::driver_kind::wait, 1}, {plan::driver_kind::submit, 0}, {plan::driver_kind::wait, 2}};
  const viewed x(s, of(1).wait().submit(0).wait_begin().same_time().wait_begin(2));
  EXPECT_EQ(x.v.groups[0].waits.back().actor, 2u);
  EXPECT_EQ(x.v.groups[0].waits.back().follows, (event_ref{0, 4}));
}

TEST(view, an_epoch_ends_when_the_limit_is_changed) {
  const viewed x(limited(2, 1), of(2).start(0).ok(0).set_limit(3).set_limit(5, false).start(1).ok(1));
  ASSERT_EQ(x.v.epochs.size(), 2u);
  EXPECT_EQ(x.v.limit_during(x.v.tasks[0].submit), 1u);
  EXPECT_EQ(x.v.limit_during(x.v.tasks[1].submit), 3u);
  EXPECT_EQ(x.v.epoch_of(x.v.limits[0].when), nullptr);
}

TEST(view, the_limit_is_unknown_after_a_change_has_begun) {
  const viewed x(limited(1, 1),
                 of(1).at(0, kind::limit_begin, history::none, 2).same_time().begin(0).hangs());
  EXPECT_EQ(x.v.epochs.size(), 1u);
  EXPECT_EQ(x.v.epoch_of({2000, 2000, {1, 0}, {1, 0}}), nullptr);
}

TEST(view, the_parent_may_be_cancelled_once_a_cancellation_has_begun) {
  const viewed x(fail_fast(1), of(1).start(0).cancel_parent().ok(0));
  EXPECT_FALSE(x.v.parent_may_be_cancelled_before(x.v.tasks[0].body.begin_ref));
  EXPECT_TRUE(x.v.parent_may_be_cancelled_before(x.v.tasks[0].body.end_ref));
  auto s = fail_fast(1);
  s.plan.deadline_us = 1;
  EXPECT_TRUE(viewed(s, of(1).start(0)).v.parent_may_be_cancelled_before({1, 0}));
}

TEST(view, a_task_that_was_accepted_but_destroyed_without_a_run_was_dropped) {
  const viewed x(fail_fast(3), of(3).submit(0).dispose(0).start(1).ok(1).dispose(1).submit(2));
  EXPECT_TRUE(x.v.tasks[0].dropped);
  EXPECT_FALSE(x.v.tasks[1].dropped);
  EXPECT_FALSE(x.v.tasks[2].dropped);
}

TEST(view, the_run_of_a_callback_ends_on_the_thread_that_began_it) {
  const viewed x(fail_fast(1), of(1)
                                   .start(0)
                                   .at(1, kind::callback_add_begin)
                                   .at(1, kind::callback_add_end, history::none, 7)
                                   .unowned(kind::callback_begin, 0, 8)
                                   .unowned(kind::callback_end, 0, 9)
                                   .unowned(kind::callback_end, 0, 8));
  const auto& runs = x.v.callbacks.at(0).runs;
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].end, (event_ref{unowned_log, 2}));
}

}  // namespace
}  // namespace gauntlet::check
