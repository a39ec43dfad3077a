// The properties of how tasks and groups end: for each a history that it must reject, and the nearest one
// that it must not.
#include <gtest/gtest.h>

#include <string>

#include "harness/check/facts.hpp"
#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation ending_as(plan::ending end) {
  auto s = fail_fast(1);
  s.plan.tasks[0].end = end;
  return s;
}

TEST(p12, an_error_of_nothing_is_a_success) {
  auto bad = of(1).submit(0).begin(0).ok(0).wait({history::id_unknown});
  auto right = of(1).submit(0).begin(0).ok(0).wait();
  EXPECT_REJECTED("P12", ending_as(plan::ending::nil), bad);
  EXPECT_ACCEPTED("P12", ending_as(plan::ending::nil), right);
  EXPECT_ACCEPTED("P12", ending_as(plan::ending::ok), bad);  // that is P10's
}

std::string sentence(std::string_view id, const situation& s, history_builder& h) {
  const auto found = property_named(id)->check(view(s.plan, s.can, h.raw())).violations;
  return found.empty() ? "" : found.front().sentence;
}

TEST(p07_p10_p12_p43, say_how_a_success_became_a_failure) {
  const std::string how(how_nothing_became_an_error);
  auto alone = of(1).submit(0).begin(0).ok(0).wait({history::id_of_nothing});
  EXPECT_EQ(sentence("P10", fail_fast(1), alone), "wait returned an error, but no task had failed: " + how);
  EXPECT_EQ(sentence("P12", ending_as(plan::ending::nil), alone),
            "wait returned an error where a task had succeeded: " + how);
  auto beside = of(2).submit(0).submit(1).begin(0).ok(0).begin(1).fail(1).wait({history::id_of_nothing, 1});
  EXPECT_EQ(sentence("P43", collect_all(2), beside),
            "wait returned an error also for tasks that had succeeded: " + how);
  EXPECT_EQ(sentence("P07", collect_all(2), beside),
            "wait returned an error that is made of nothing: " + how);
}

TEST(p46, is_not_for_those_whose_process_an_exception_ends) {
  auto can = fail_fast(1).can;
  EXPECT_EQ(property_named("P46")->not_applicable(can), "");
  can.ends_on_exception = true;
  EXPECT_NE(property_named("P46")->not_applicable(can), "");
}

history_builder two_waits(bool at_once, bool same) {
  auto h = of(1).submit(0).begin(0).fail(0).wait_begin();
  if (at_once) h.wait_begin(2);
  h.wait_end({0});
  if (!at_once) h.wait_begin(2);
  return same ? h.wait_end({0}, 2) : h.wait_end({}, 2);
}

TEST(p39, waits_at_once_tell_the_same) {
  auto bad = two_waits(true, false), right = two_waits(true, true), later = two_waits(false, false);
  EXPECT_REJECTED("P39", fail_fast(1), bad);
  EXPECT_ACCEPTED("P39", fail_fast(1), right);
  EXPECT_ACCEPTED("P39", fail_fast(1), later);  // that is P38's
}

TEST(p40, collect_all_keeps_the_errors_of_every_round) {
  auto s = collect_all(2);
  const auto rounds = [](std::vector<std::uint32_t> second) {
    return of(2).submit(0).begin(0).fail(0).wait({0}).submit(1).begin(1).fail(1).wait(std::move(second));
  };
  auto bad = rounds({1}), right = rounds({0, 1});
  EXPECT_REJECTED("P40", s, bad);
  EXPECT_ACCEPTED("P40", s, right);
}

TEST(p47, no_wait_returns_where_an_exception_ends_the_process) {
  auto s = fail_fast(1);
  s.can.ends_on_exception = true;
  auto bad = of(1).submit(0).begin(0).raise(0).wait();
  auto right = of(1).submit(0).begin(0).raise(0).wait_begin();
  EXPECT_REJECTED("P47", s, bad);
  EXPECT_ACCEPTED("P47", s, right);
}

TEST(p48, a_task_whose_thread_exits_has_failed) {
  auto bad = of(1).submit(0).begin(0).exit(0).wait();
  auto right = of(1).submit(0).begin(0).exit(0).wait({history::id_abandoned});
  auto later = of(1).submit(0).begin(0).wait().exit(0);
  EXPECT_REJECTED("P48", fail_fast(1), bad);
  EXPECT_ACCEPTED("P09", fail_fast(1), bad);  // that is P48's alone
  EXPECT_ACCEPTED("P48", fail_fast(1), right);
  EXPECT_ACCEPTED("P48", fail_fast(1), later);  // that is P01's
}

TEST(p06_p42, the_error_of_those_whose_threads_exit_is_anybodys) {
  auto exits = of(2)
                   .submit(0)
                   .submit(1)
                   .begin(0)
                   .begin(1)
                   .exit(0)
                   .look(0, true, history::id_abandoned)
                   .exit(1)
                   .wait({history::id_abandoned});
  EXPECT_ACCEPTED("P06", fail_fast(2), exits);
  auto all = of(2).submit(0).submit(1).begin(0).begin(1).exit(0).exit(1).wait(
      {history::id_abandoned, history::id_abandoned});
  EXPECT_ACCEPTED("P42", collect_all(2), all);
  EXPECT_ACCEPTED("P43", collect_all(2), all);
}

TEST(p16, the_cause_may_be_the_exit_of_any_of_several) {
  auto second = of(2)
                    .submit(0)
                    .submit(1)
                    .begin(0)
                    .begin(1)
                    .exit(1)
                    .look(1, true, history::id_abandoned)
                    .exit(0)
                    .wait({history::id_abandoned});
  EXPECT_ACCEPTED("P16", fail_fast(2), second);
}

TEST(p49, no_error_is_left) {
  auto clean = of(1).submit(0).begin(0).fail(0).wait({0});
  EXPECT_ACCEPTED("P49", fail_fast(1), clean);
  clean.raw().left.errors = 1;
  EXPECT_REJECTED("P49", fail_fast(1), clean);
}

TEST(p51, what_can_not_be_copied_is_told_all_the_same) {
  auto lost = of(1).submit(0).begin(0).raise(0).wait();
  auto told = of(1).submit(0).begin(0).raise(0).wait({0});
  EXPECT_REJECTED("P51", ending_as(plan::ending::raise_hostile), lost);
  EXPECT_ACCEPTED("P51", ending_as(plan::ending::raise_hostile), told);
  EXPECT_ACCEPTED("P51", ending_as(plan::ending::raise), lost);  // that is P46's
}

TEST(p51, of_several_failures_another_may_be_told) {
  auto s = fail_fast(2);
  s.plan.tasks[0].end = plan::ending::raise_hostile;
  // Task 1 is submitted while the wait runs, and fails first.
  auto h =
      of(2).submit(0).begin(0).at(0, kind::beside_begin).wait_begin(6).submit(1).begin(1).fail(1).raise(0);
  h.wait_end({1}, 6);
  EXPECT_ACCEPTED("P51", s, h);
}

TEST(p51, a_callable_whose_move_threw_does_not_run) {
  auto s = fail_fast(1);
  s.plan.faults.move_fails_at = 1;
  auto ran = of(1).submit(0, submit_result::threw).begin(0).ok(0).wait();
  auto right = of(1).submit(0, submit_result::threw).wait();
  EXPECT_REJECTED("P51", s, ran);
  EXPECT_ACCEPTED("P51", s, right);
}

TEST(p52, neither_errors_nor_exceptions_go_first) {
  const auto both = [](std::vector<std::uint32_t> told) {
    return of(2)
        .submit(0)
        .submit(1)
        .begin(0)
        .begin(1)
        .fail(0)
        .look(0, true, 0)
        .raise(1)
        .wait(std::move(told));
  };
  auto hidden = both({1}), right = both({0});
  EXPECT_REJECTED("P52", fail_fast(2), hidden);
  EXPECT_ACCEPTED("P52", fail_fast(2), right);
  auto all = both({0, 1}), one = both({1});
  EXPECT_ACCEPTED("P52", collect_all(2), all);
  EXPECT_REJECTED("P52", collect_all(2), one);
}

TEST(p56, a_group_that_is_destroyed_joins) {
  auto bad = of(1).submit(0).begin(0).at(0, kind::group_gone, history::none, 0).ok(0);
  auto right = of(1).submit(0).begin(0).ok(0).at(0, kind::group_gone, history::none, 0);
  auto waited_for = of(1).submit(0).begin(0).wait().at(0, kind::group_gone, history::none, 0).ok(0);
  EXPECT_REJECTED("P56", fail_fast(1), bad);
  EXPECT_ACCEPTED("P56", fail_fast(1), right);
  EXPECT_ACCEPTED("P56", fail_fast(1), waited_for);  // that is P55's
}

TEST(p57, thread_locals_are_gone_when_wait_returns) {
  auto s = fail_fast(1);
  s.can.joins_threads = true;
  auto late = of(1).submit(0).begin(0).ok(0).wait().unowned(kind::locals_gone, 0);
  auto never = of(1).submit(0).begin(0).ok(0).wait();
  auto right = of(1).submit(0).begin(0).ok(0).unowned(kind::locals_gone, 0).wait();
  EXPECT_REJECTED("P57", s, late);
  EXPECT_REJECTED("P57", s, never);
  EXPECT_ACCEPTED("P57", s, right);
}

TEST(p59, a_wake_up_for_no_reason_ends_no_wait) {
  auto early = of(1).submit(0).begin(0).wait().ok(0);
  EXPECT_ACCEPTED("P59", fail_fast(1), early);  // that is P01's
  early.raw().spurious_wakeups = 1;
  EXPECT_REJECTED("P59", fail_fast(1), early);
}

history_builder gives_up(std::uint32_t after, std::uint32_t waited) {
  return of(1)
      .submit(0)
      .begin(0)
      .at(0, kind::wait_begin, history::none, 0, after)
      .at(0, kind::wait_timeout, history::none, 0, waited);
}

TEST(p60, a_wait_gives_up_in_time_and_loses_nothing) {
  auto early = gives_up(10, 9).fail(0).wait({0});
  auto right = gives_up(10, 10).fail(0).wait({0});
  auto loses = gives_up(10, 10).fail(0).wait();
  EXPECT_REJECTED("P60", fail_fast(1), early);
  EXPECT_REJECTED("P60", fail_fast(1), loses);
  EXPECT_ACCEPTED("P60", fail_fast(1), right);
}

}  // namespace
}  // namespace gauntlet::check
