// The properties of submits and limits: for each a history that it must reject, and the nearest one that it
// must not.
#include <gtest/gtest.h>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p05, what_was_written_before_a_submit_is_visible) {
  auto bad = of(1).submit(0).begin(0).at(1, kind::parcel_read, 0, 0).ok(0).wait();
  auto right = of(1).submit(0).begin(0).at(1, kind::parcel_read, 0, 1).ok(0).wait();
  EXPECT_REJECTED("P05", fail_fast(1), bad);
  EXPECT_ACCEPTED("P05", fail_fast(1), right);
}

TEST(p02, a_task_is_dropped_only_by_a_cancelled_group_that_may) {
  auto drops = fail_fast(2);
  drops.can.runs_after_cancel = false;
  auto after_a_failure = of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).dispose(1).wait({0});
  auto for_nothing = of(2).submit(0).submit(1).begin(0).ok(0).dispose(0).dispose(1).wait();
  auto before_the_failure = of(2).submit(0).submit(1).dispose(1).begin(0).fail(0).dispose(0).wait({0});
  auto never_destroyed = of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).wait({0});
  EXPECT_ACCEPTED("P02", drops, after_a_failure);
  EXPECT_REJECTED("P02", fail_fast(2), after_a_failure);
  EXPECT_REJECTED("P02", drops, for_nothing);
  EXPECT_REJECTED("P02", drops, before_the_failure);
  EXPECT_REJECTED("P02", drops, never_destroyed);
  auto destroyed = drops;
  destroyed.plan.driver = {{plan::driver_kind::submit, 0}};
  auto by_the_destructor = of(2).submit(0).dispose(0).at(0, kind::group_gone);
  auto before_it_began = of(2).submit(0).dispose(0).submit(1).begin(1).ok(1).at(0, kind::group_gone);
  EXPECT_ACCEPTED("P02", destroyed, by_the_destructor);
  EXPECT_REJECTED("P02", destroyed, before_it_began);
}

TEST(p29, a_dropped_task_holds_its_permit_until_it_is_destroyed) {
  auto drops = limited(3, 1);
  drops.can.runs_after_cancel = false;
  const auto after = [](bool gone) {
    auto h = of(3).submit(0).begin(0).fail(0).dispose(0).submit(1);
    if (gone) h.dispose(1);
    h.try_submit(2, submit_result::accepted);
    if (!gone) h.dispose(1);
    return h.begin(2).ok(2).dispose(2).wait({0});
  };
  auto early = after(false), late = after(true);
  EXPECT_REJECTED("P29", drops, early);
  EXPECT_ACCEPTED("P29", drops, late);
}

TEST(p36, a_task_that_was_dropped_keeps_no_group_busy) {
  auto dropped = of(3).submit(0).submit(1).begin(0).fail(0).dispose(0).dispose(1).wait({0});
  dropped.submit(2).begin(2).ok(2).dispose(2).wait({0});
  EXPECT_REJECTED("P02", fail_fast(3), dropped);  // that it may not be dropped is another matter
  EXPECT_ACCEPTED("P36", fail_fast(3), dropped);
  EXPECT_ACCEPTED("P54", fail_fast(3), dropped);
}

TEST(p19, a_cancelled_group_runs_what_is_submitted) {
  auto dropped = of(2).submit(0).begin(0).fail(0).look(0, true, 0).submit(1).wait({0});
  auto run = of(2).submit(0).begin(0).fail(0).look(0, true, 0).submit(1).begin(1).ok(1).wait({0});
  auto before = of(2).submit(0).submit(1).begin(0).fail(0).look(0, true, 0).wait({0});  // that is P02's
  EXPECT_REJECTED("P19", fail_fast(2), dropped);
  EXPECT_ACCEPTED("P19", fail_fast(2), run);
  EXPECT_ACCEPTED("P19", fail_fast(2), before);
}

TEST(p30, under_limit_zero_nothing_starts) {
  auto bad = of(1).try_submit(0, submit_result::accepted).begin(0).ok(0).wait();
  auto right = of(1).try_submit(0, submit_result::rejected).wait();
  EXPECT_REJECTED("P30", limited(1, 0), bad);
  EXPECT_ACCEPTED("P30", limited(1, 0), right);
  EXPECT_ACCEPTED("P30", limited(1, 1), bad);
}

history_builder lifted(submit_result then) {
  return of(1)
      .at(0, kind::limit_begin, history::none, history::none)
      .at(0, kind::limit_end, history::none, 1)
      .try_submit(0, then)
      .wait();
}

TEST(p31, a_lifted_limit_is_none) {
  auto bad = lifted(submit_result::rejected);
  auto right = lifted(submit_result::accepted);
  EXPECT_REJECTED("P31", limited(1, 1), bad);
  EXPECT_ACCEPTED("P31", limited(1, 1), right);
}

history_builder limit_set(bool before_the_end, std::uint32_t accepted) {
  auto h = of(1).submit(0).begin(0);
  if (!before_the_end) h.ok(0);
  h.at(0, kind::limit_begin, history::none, 2).at(0, kind::limit_end, history::none, accepted);
  if (before_the_end) h.ok(0);
  return h.wait();
}

TEST(p32, the_limit_stays_while_a_task_is_active) {
  auto bad = limit_set(true, 1), refused = limit_set(true, 0), late = limit_set(false, 1);
  EXPECT_REJECTED("P32", fail_fast(1), bad);
  EXPECT_ACCEPTED("P32", fail_fast(1), refused);
  EXPECT_ACCEPTED("P32", fail_fast(1), late);
}

TEST(p33, a_rejected_submit_leaves_no_thread) {
  auto bad = of(1).try_submit(0, submit_result::rejected).at(0, kind::submit_left, 0, 1).wait();
  auto right = of(1).try_submit(0, submit_result::rejected).at(0, kind::submit_left, 0, 0).wait();
  EXPECT_REJECTED("P33", limited(1, 1), bad);
  EXPECT_ACCEPTED("P33", limited(1, 1), right);
}

/// Task 0 submits task 1.
history_builder inside(submit_result result = submit_result::accepted, std::uint32_t mode = 0) {
  return of(2)
      .submit(0)
      .begin(0)
      .at(1, kind::submit_begin, 1)
      .at(1, kind::submit_end, 1, static_cast<std::uint32_t>(result), mode);
}

TEST(p34, what_a_task_submits_is_joined) {
  auto bad = inside().begin(1).ok(0).wait().ok(1);
  auto right = inside().begin(1).ok(0).ok(1).wait();
  EXPECT_REJECTED("P34", fail_fast(2), bad);
  EXPECT_ACCEPTED("P01", fail_fast(2), bad);
  EXPECT_ACCEPTED("P34", fail_fast(2), right);
}

TEST(p35, who_submits_under_a_limit_holds_a_permit) {
  auto let_in = inside(submit_result::accepted, 1).begin(1).ok(1).ok(0).wait();
  auto kept_out = inside(submit_result::rejected, 1).ok(0).wait();
  EXPECT_REJECTED("P35", limited(2, 1), let_in);
  EXPECT_ACCEPTED("P35", limited(2, 2), let_in);
  EXPECT_ACCEPTED("P35", limited(2, 1), kept_out);
  EXPECT_REJECTED("P35", limited(2, 3), kept_out);
}

/// A wait on another thread (the last actor's), while task 1 is submitted.
history_builder beside(bool while_active) {
  auto h = of(2).submit(0).begin(0).at(0, kind::beside_begin).wait_begin(6);
  if (!while_active) h.ok(0);
  h.submit(1).begin(1);
  if (while_active) h.ok(0);
  return h;
}

TEST(p36, what_is_submitted_while_a_task_is_active_is_joined_by_the_running_wait) {
  auto bad = beside(true).wait_end({}, 6).ok(1).wait();
  auto right = beside(true).ok(1).wait_end({}, 6).wait();
  auto misuse = beside(false).wait_end({}, 6).ok(1).wait();  // the group may have been empty: either is legal
  EXPECT_REJECTED("P36", fail_fast(2), bad);
  EXPECT_ACCEPTED("P36", fail_fast(2), right);
  EXPECT_ACCEPTED("P36", fail_fast(2), misuse);
}

}  // namespace
}  // namespace gauntlet::check
