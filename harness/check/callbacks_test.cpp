// The properties of callbacks and nested groups: for each a history that it must reject, and the nearest one
// that it must not.
#include <gtest/gtest.h>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

constexpr std::uint32_t winner = 101, registrar = 100;  // threads of tasks 1 and 0

history_builder& run_callback(history_builder& h, std::uint32_t thread, kind what) {
  return h.unowned(what, 0, thread);
}

/// Task 0 registers a callback; task 1 fails.
history_builder registered() {
  return of(2)
      .submit(0)
      .submit(1)
      .begin(0)
      .begin(1)
      .at(1, kind::callback_add_begin)
      .at(1, kind::callback_add_end, history::none, registrar)
      .fail(1);
}
history_builder& removed(history_builder& h) {
  return h.at(1, kind::callback_drop_begin).at(1, kind::callback_drop_end);
}

TEST(p23, a_callback_runs_once_while_it_is_registered) {
  auto right = registered();
  run_callback(right, winner, kind::callback_begin);
  run_callback(right, winner, kind::callback_end);
  removed(right).ok(0).wait({1});
  EXPECT_ACCEPTED("P23", fail_fast(2), right);

  auto twice = registered();
  for (int i = 0; i < 2; ++i) {
    run_callback(twice, winner, kind::callback_begin);
    run_callback(twice, winner, kind::callback_end);
  }
  removed(twice).ok(0).wait({1});
  EXPECT_REJECTED("P23", fail_fast(2), twice);

  auto late = registered();
  removed(late);
  run_callback(late, winner, kind::callback_begin);
  EXPECT_REJECTED("P23", fail_fast(2), late);
}

TEST(p23, its_removal_waits_for_its_end_unless_it_removes_itself) {
  auto bad = registered();
  run_callback(bad, winner, kind::callback_begin);
  removed(bad);
  run_callback(bad, winner, kind::callback_end);
  EXPECT_REJECTED("P23", fail_fast(2), bad);

  auto by_itself = registered();
  run_callback(by_itself, registrar, kind::callback_begin);
  removed(by_itself);
  run_callback(by_itself, registrar, kind::callback_end);
  EXPECT_ACCEPTED("P23", fail_fast(2), by_itself);
}

TEST(p23, it_runs_for_a_reason_and_not_never) {
  auto too_early = of(1)
                       .submit(0)
                       .begin(0)
                       .at(1, kind::callback_add_begin)
                       .at(1, kind::callback_add_end, history::none, registrar);
  run_callback(too_early, 7, kind::callback_begin);
  removed(too_early).ok(0).wait();
  EXPECT_REJECTED("P23", fail_fast(1), too_early);

  const auto of_driver = [](bool waits) {
    auto h = of(1).submit(0).begin(0).ok(0).at(0, kind::callback_add_begin).at(0, kind::callback_add_end);
    if (waits) h.wait();
    return h.at(0, kind::callback_drop_begin).at(0, kind::callback_drop_end);
  };
  auto never = of_driver(true), no_reason = of_driver(false);
  EXPECT_REJECTED("P23", fail_fast(1), never);
  EXPECT_ACCEPTED("P23", fail_fast(1), no_reason);
}

TEST(p24, a_callback_that_never_returns_runs_under_a_lock) {
  auto stuck = registered();
  run_callback(stuck, winner, kind::callback_begin).hangs();
  const auto s = fail_fast(2);
  EXPECT_EQ(diagnose_hang(view(s.plan, s.can, stuck.raw())).property, "P24");
}

/// Task 0 opens group 1, with task 1 in it.
situation nested() {
  auto s = fail_fast(2);
  s.plan.tasks[0].steps = {{plan::step_kind::nest, 1}};
  s.plan.tasks[1].group = 1;
  return s;
}
history_builder inner_fails(std::uint32_t seen_cause) {
  return of(2)
      .submit(0)
      .begin(0)
      .at(1, kind::nest_begin, history::none, 1)
      .at(1, kind::submit_begin, 1)
      .at(1, kind::submit_end, 1, 0, 0)
      .begin(1)
      .at(2, kind::check_begin, history::none, 1)
      .at(2, kind::check_end, 1, 1, seen_cause)
      .fail(1);
}
history_builder inner_wait(history_builder h, bool told) {
  h.at(1, kind::wait_begin, history::none, 1).at(1, kind::wait_end, history::none, 1, told ? 1 : 0);
  if (told) h.at(1, kind::wait_error, history::none, 1, 0);
  return h.at(1, kind::nest_end, history::none, 1);
}

TEST(p22, an_inner_error_survives_the_cancellation_of_the_outer_group) {
  auto lost = inner_wait(inner_fails(id_parent), false);
  auto told = inner_wait(inner_fails(id_parent), true);
  EXPECT_REJECTED("P22", nested(), lost);
  EXPECT_ACCEPTED("P22", nested(), told);
}

TEST(p22, an_inner_error_does_not_cancel_the_outer_group) {
  auto bad = inner_fails(1).look(0, true, 1);
  auto right = inner_wait(inner_fails(1), true).fail(0).look(0, true, 0);
  EXPECT_REJECTED("P22", nested(), bad);
  EXPECT_ACCEPTED("P22", nested(), right);
}

TEST(p16, an_inner_group_may_be_cancelled_by_an_exit_in_the_outer_one) {
  auto s = nested();
  s.plan.tasks.resize(4);
  s.plan.tasks[2].group = 1;
  // Task 3 of the outer group exits, which cancels group 1; there task 2 exits, too, after task 1 has failed.
  history_builder h(4);
  h.submit(0).submit(3).begin(3).exit(3).begin(0).at(1, kind::nest_begin, history::none, 1);
  for (const std::uint32_t t : {1u, 2u})
    h.at(1, kind::submit_begin, t).at(1, kind::submit_end, t, 0, 0).begin(t);
  h.fail(1).exit(2).at(1, kind::wait_begin, history::none, 1).at(1, kind::wait_end, history::none, 1, 1);
  h.at(1, kind::wait_error, history::none, 1, 0).at(1, kind::after_wait, 1, 1, history::id_abandoned);
  EXPECT_ACCEPTED("P16", s, h);
}

TEST(p41, without_a_context_nobody_is_cancelled) {
  auto s = fail_fast(2);
  s.plan.context = false;
  auto bad = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).look(2, true, 0).ok(1).wait({0});
  auto right = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).look(2, false).ok(1).wait({0});
  EXPECT_REJECTED("P41", s, bad);
  EXPECT_ACCEPTED("P41", s, right);
}

}  // namespace
}  // namespace gauntlet::check
