#include "harness/check/twins/standstill.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

recorded stuck_at(const situation& s, const history_builder& h, event_ref last) {
  const recorded of{s.plan, s.can, h.raw()};
  const view v(of.plan, of.can, of.history);
  standstill now(of, v);
  now.stop_after(last);
  return now();
}

TEST(standstill, keeps_what_does_not_depend_on_the_stuck_call) {
  const auto h = of(1).start(0).wait_begin().ok(0).dispose(0).wait_end().after(true, id_canceled);
  const auto now = stuck_at(fail_fast(1), h, {0, 2});
  EXPECT_FALSE(now.history.ended);
  EXPECT_EQ(now.history.logs[0].back().kind, kind::wait_begin);
  EXPECT_EQ(now.history.logs[1].back().kind, kind::body_end);
  EXPECT_EQ(now.history.unowned.size(), 1u);
}

TEST(standstill, omits_tasks_that_are_submitted_later) {
  const auto now = stuck_at(fail_fast(2), of(2).start(0).ok(0).start(1).ok(1).wait(), {0, 2});
  EXPECT_EQ(now.history.logs[1].size(), 2u);
  EXPECT_TRUE(now.history.logs[2].empty());
}

TEST(standstill, stops_a_task_at_a_gate_that_never_opens) {
  const auto h = of(2)
                     .start(0)
                     .at(1, kind::gate_begin)
                     .start(1)
                     .ok(1)
                     .at(0, kind::gate_open)
                     .at(1, kind::gate_end)
                     .ok(0);
  const auto now = stuck_at(fail_fast(2), h, {0, 2});
  EXPECT_EQ(now.history.logs[1].back().kind, kind::gate_begin);
}

TEST(standstill, stops_a_wait_that_joins_a_stuck_task) {
  const auto h = of(1)
                     .start(0)
                     .at(1, kind::await_begin)
                     .cancel_parent()
                     .at(1, kind::await_end, 0, 1, id_parent)
                     .ok(0)
                     .dispose(0)
                     .wait();
  const auto now = stuck_at(fail_fast(1), h, {1, 1});
  EXPECT_EQ(now.history.logs[0].back().kind, kind::wait_begin);
  EXPECT_TRUE(now.history.unowned.empty());
}

}  // namespace
}  // namespace gauntlet::check
