// Properties: for each a history that it must reject, and the nearest one that it must not.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(properties, ids_are_unique_and_sorted) {
  std::set<std::string_view> ids;
  for (const property* p : properties()) EXPECT_TRUE(ids.insert(p->id).second) << p->id;
}

TEST(properties, a_plain_success_violates_nothing) {
  auto h = of(1).submit(0).begin(0).ok(0).dispose(0).wait().after(true, id_canceled);
  const auto s = fail_fast(1);
  EXPECT_TRUE(judge(view(s.plan, s.can, h.raw())).violations.empty());
}

TEST(p01, a_wait_that_returns_before_a_body_ends) {
  auto bad = of(1).submit(0).begin(0).wait().ok(0);
  auto close = of(1).submit(0).begin(0).wait_begin().wait_end().same_time().ok(0);
  EXPECT_REJECTED("P01", fail_fast(1), bad);
  EXPECT_ACCEPTED("P01", fail_fast(1), close);
}

TEST(p02, rejected_tasks_do_not_run_and_accepted_ones_do) {
  auto ran = of(1).try_submit(0, submit_result::rejected).begin(0).ok(0).wait();
  auto never = of(1).submit(0).wait();
  auto right = of(1).try_submit(0, submit_result::rejected).wait();
  EXPECT_REJECTED("P02", fail_fast(1), ran);
  EXPECT_REJECTED("P02", fail_fast(1), never);
  EXPECT_ACCEPTED("P02", fail_fast(1), right);
}

TEST(p06, an_error_that_was_seen_as_the_cause_was_first) {
  auto bad = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).look(0, true, 0).fail(1).wait({1});
  // The end of a body proves nothing: the task may lose the processor between its return and the record.
  auto close = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).fail(1).wait({1});
  EXPECT_REJECTED("P06", fail_fast(2), bad);
  EXPECT_ACCEPTED("P06", fail_fast(2), close);
}

TEST(p06, under_limit_1_the_order_is_certain) {
  auto bad = of(2).submit(0).begin(0).fail(0).submit(1).begin(1).fail(1).wait({1});
  auto with_two_permits = of(2).submit(0).begin(0).fail(0).submit(1).begin(1).fail(1).wait({1});
  EXPECT_REJECTED("P06", limited(2, 1), bad);
  EXPECT_ACCEPTED("P06", limited(2, 2), with_two_permits);
}

TEST(p07, an_error_of_nobody) {
  auto bad = of(1).submit(0).begin(0).fail(0).wait({id_canceled});
  auto right = of(1).submit(0).begin(0).fail(0).wait({0});
  EXPECT_REJECTED("P07", fail_fast(1), bad);
  EXPECT_ACCEPTED("P07", fail_fast(1), right);
}

TEST(p08, a_consequence_can_not_be_the_first_error) {
  auto bad = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).look(2, true, 0).fail(1).wait({1});
  auto with_parent = of(2)
                         .submit(0)
                         .submit(1)
                         .begin(0)
                         .begin(1)
                         .at(0, kind::cancel_begin)
                         .at(0, kind::cancel_end)
                         .look(2, true, id_parent)
                         .fail(1)
                         .fail(0)
                         .wait({1});
  EXPECT_REJECTED("P08", fail_fast(2), bad);
  EXPECT_ACCEPTED("P08", fail_fast(2), with_parent);
}

TEST(p09_p10_p46, errors_are_neither_lost_nor_made_up) {
  auto lost = of(1).submit(0).begin(0).fail(0).wait();
  auto thrown = of(1).submit(0).begin(0).raise(0).wait();
  auto phantom = of(1).submit(0).begin(0).ok(0).wait({id_canceled});
  auto right = of(1).submit(0).begin(0).raise(0).wait({0});
  EXPECT_REJECTED("P09", fail_fast(1), lost);
  EXPECT_REJECTED("P46", fail_fast(1), thrown);
  EXPECT_REJECTED("P10", fail_fast(1), phantom);
  for (const auto* id : {"P09", "P10", "P46"}) EXPECT_ACCEPTED(id, fail_fast(1), right);
}

TEST(p11_p40, a_later_wait_neither_changes_nor_forgets) {
  auto forgets = of(2).submit(0).begin(0).fail(0).wait({0}).submit(1).begin(1).ok(1).wait();
  auto changes = of(2).submit(0).begin(0).fail(0).wait({0}).submit(1).begin(1).fail(1).wait({1});
  auto late = of(2).submit(0).begin(0).ok(0).wait().submit(1).begin(1).fail(1).wait({1});
  auto keeps = of(2).submit(0).begin(0).fail(0).wait({0}).submit(1).begin(1).fail(1).wait({0});
  EXPECT_REJECTED("P40", fail_fast(2), forgets);
  EXPECT_REJECTED("P40", fail_fast(2), changes);
  EXPECT_REJECTED("P11", fail_fast(2), changes);
  for (auto* right : {&late, &keeps})
    for (const auto* id : {"P11", "P40"}) EXPECT_ACCEPTED(id, fail_fast(2), *right);
}

TEST(p40, a_later_wait_joins_anew) {
  auto bad = of(2).submit(0).begin(0).ok(0).wait().submit(1).begin(1).wait().ok(1);
  auto close =
      of(2).submit(0).begin(0).ok(0).wait().submit(1).begin(1).wait_begin().wait_end().same_time().ok(1);
  auto first_round = of(1).submit(0).begin(0).wait().ok(0).wait();
  EXPECT_REJECTED("P40", fail_fast(2), bad);
  EXPECT_ACCEPTED("P40", fail_fast(2), close);
  EXPECT_ACCEPTED("P40", fail_fast(1), first_round);
}

TEST(p14, a_cancellation_without_a_reason) {
  auto bad = of(1).submit(0).begin(0).look(1, true, id_canceled).ok(0).wait();
  auto after_failure = of(2).submit(0).submit(1).begin(0).begin(1).fail(1).look(1, true, 1).ok(0).wait({1});
  EXPECT_REJECTED("P14", fail_fast(1), bad);
  EXPECT_ACCEPTED("P14", fail_fast(2), after_failure);
}

// A destructor cancels, too; it begins where the parent's state was read.
TEST(p14_p16, a_group_that_is_destroyed_cancels_its_context) {
  const auto destroyed = [](bool before_the_look) {
    auto h = of(1).submit(0).begin(0);
    if (before_the_look) h.at(0, kind::parent_state, history::none, 0);
    return h.look(1, true, id_canceled).ok(0);
  };
  auto right = destroyed(true), bad = destroyed(false);
  for (const auto* id : {"P14", "P16"}) {
    EXPECT_ACCEPTED(id, fail_fast(1), right);
    EXPECT_REJECTED(id, fail_fast(1), bad);
  }
}

TEST(p15, after_a_wait_the_context_is_cancelled) {
  auto bad = of(1).submit(0).begin(0).ok(0).wait().after(false, no_error);
  auto right = of(1).submit(0).begin(0).ok(0).wait().after(true, id_canceled);
  EXPECT_REJECTED("P15", fail_fast(1), bad);
  EXPECT_ACCEPTED("P15", fail_fast(1), right);
}

TEST(p16, the_cause_is_the_first_error_and_stays) {
  auto wrong = of(1).submit(0).begin(0).fail(0).wait({0}).after(true, id_canceled);
  auto changes =
      of(2).submit(0).submit(1).begin(0).begin(1).fail(0).look(0, true, 0).fail(1).look(0, true, 1).wait({0});
  auto right = of(1).submit(0).begin(0).fail(0).look(0, true, 0).wait({0}).after(true, 0);
  EXPECT_REJECTED("P16", fail_fast(1), wrong);
  EXPECT_REJECTED("P16", fail_fast(2), changes);
  EXPECT_ACCEPTED("P16", fail_fast(1), right);
}

TEST(p17, what_was_cancelled_stays_cancelled) {
  auto bad =
      of(2).submit(0).submit(1).begin(1).begin(0).fail(0).look(0, true, 0).look(2, false).ok(1).wait({0});
  auto right =
      of(2).submit(0).submit(1).begin(1).begin(0).look(2, false).fail(0).look(0, true, 0).ok(1).wait({0});
  EXPECT_REJECTED("P17", fail_fast(2), bad);
  EXPECT_ACCEPTED("P17", fail_fast(2), right);
}

TEST(p18, a_late_task_sees_the_cancellation) {
  auto bad =
      of(2).submit(0).begin(0).fail(0).look(0, true, 0).submit(1).begin(1).look(2, false).ok(1).wait({0});
  auto right =
      of(2).submit(0).begin(0).fail(0).look(0, true, 0).submit(1).begin(1).look(2, true, 0).ok(1).wait({0});
  EXPECT_REJECTED("P18", fail_fast(2), bad);
  EXPECT_ACCEPTED("P18", fail_fast(2), right);
}

TEST(p20, the_parent_cancels_its_child) {
  auto bad =
      of(1).submit(0).begin(0).at(0, kind::cancel_begin).at(0, kind::cancel_end).look(1, false).ok(0).wait();
  auto meanwhile =
      of(1).submit(0).begin(0).at(0, kind::cancel_begin).look(1, false).at(0, kind::cancel_end).ok(0).wait();
  EXPECT_REJECTED("P20", fail_fast(1), bad);
  EXPECT_ACCEPTED("P20", fail_fast(1), meanwhile);
}

TEST(p21, a_child_does_not_cancel_its_parent) {
  auto bad = of(1).submit(0).begin(0).fail(0).wait({0}).at(0, kind::parent_state, history::none, 1);
  auto right = of(1).submit(0).begin(0).fail(0).wait({0}).at(0, kind::parent_state, history::none, 0);
  EXPECT_REJECTED("P21", fail_fast(1), bad);
  EXPECT_ACCEPTED("P21", fail_fast(1), right);
}

TEST(p25_p28, the_limit_holds) {
  auto bad = of(2).submit(0).begin(0).submit(1).begin(1).ok(0).ok(1).wait();
  auto right = of(2).submit(0).begin(0).ok(0).submit(1).begin(1).ok(1).wait();
  EXPECT_REJECTED("P25", limited(2, 1), bad);
  EXPECT_REJECTED("P28", limited(2, 1), bad);
  EXPECT_ACCEPTED("P25", limited(2, 1), right);
  EXPECT_ACCEPTED("P28", limited(2, 1), right);
}

TEST(p27, permits_are_home_when_wait_returns) {
  auto bad = of(2).submit(0).begin(0).ok(0).wait().try_submit(1, submit_result::rejected).wait();
  // Decoy c: before the wait the task that has ended may still hold its permit.
  auto decoy = of(2).submit(0).begin(0).ok(0).try_submit(1, submit_result::rejected).wait();
  EXPECT_REJECTED("P27", limited(2, 1), bad);
  EXPECT_ACCEPTED("P27", limited(2, 1), decoy);
  EXPECT_ACCEPTED("P29", limited(2, 1), decoy);
}

TEST(p29, rejected_only_where_all_permits_may_be_taken) {
  auto bad = of(1).try_submit(0, submit_result::rejected).wait();
  auto let_in = of(2).submit(0).begin(0).try_submit(1, submit_result::accepted).ok(0).begin(1).ok(1).wait();
  EXPECT_REJECTED("P29", limited(1, 1), bad);
  EXPECT_REJECTED("P29", limited(2, 1), let_in);
  EXPECT_ACCEPTED("P29", limited(2, 2), let_in);
}

TEST(p37_p38, waits_with_nothing_new) {
  auto phantom = of(0).wait({id_canceled});
  auto second = of(1).submit(0).begin(0).fail(0).wait({0}).wait();
  auto same = of(1).submit(0).begin(0).fail(0).wait({0}).wait({0});
  EXPECT_REJECTED("P37", fail_fast(0), phantom);
  EXPECT_REJECTED("P38", fail_fast(1), second);
  EXPECT_ACCEPTED("P38", fail_fast(1), same);
}

TEST(p42_p43, the_result_is_the_errors_in_index_order) {
  const auto run = [](std::vector<std::uint32_t> result) {
    return of(3).submit(0).submit(1).submit(2).begin(2).fail(2).begin(0).fail(0).begin(1).ok(1).wait(
        std::move(result));
  };
  auto right = run({0, 2}), by_completion = run({2, 0}), missing = run({0}), overwritten = run({2, 2});
  EXPECT_ACCEPTED("P43", collect_all(3), right);
  EXPECT_REJECTED("P43", collect_all(3), by_completion);
  EXPECT_REJECTED("P43", collect_all(3), missing);
  EXPECT_REJECTED("P42", collect_all(3), overwritten);
  EXPECT_ACCEPTED("P42", collect_all(3), missing);
}

TEST(p44, a_search_that_misses) {
  auto bad = of(1).submit(0).begin(0).fail(0).wait({0}).at(0, kind::tree_checked, history::none, 0, 1);
  auto right = of(1).submit(0).begin(0).fail(0).wait({0}).at(0, kind::tree_checked, history::none, 1, 0);
  EXPECT_REJECTED("P44", fail_fast(1), bad);
  EXPECT_ACCEPTED("P44", fail_fast(1), right);
}

TEST(p45, a_failure_does_not_cut_others_short) {
  auto bad = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).wait({0}).ok(1);
  auto right = of(2).submit(0).submit(1).begin(0).begin(1).fail(0).ok(1).wait({0});
  EXPECT_REJECTED("P45", collect_all(2), bad);
  EXPECT_ACCEPTED("P45", collect_all(2), right);
}

TEST(p50_p17, payloads_are_seen_whole) {
  auto bad = of(1).submit(0).begin(0).ok(0).wait().at(0, kind::payload_read, 0, 0);
  auto right = of(1).submit(0).begin(0).ok(0).wait().at(0, kind::payload_read, 0, 1);
  EXPECT_REJECTED("P50", fail_fast(1), bad);
  EXPECT_ACCEPTED("P50", fail_fast(1), right);
}

TEST(p53, a_submit_that_threw_keeps_no_permit) {
  auto bad = of(2).submit(0, submit_result::threw).try_submit(1, submit_result::rejected).wait();
  auto right =
      of(2).submit(0, submit_result::threw).try_submit(1, submit_result::accepted).begin(1).ok(1).wait();
  EXPECT_REJECTED("P53", limited(2, 1), bad);
  EXPECT_ACCEPTED("P53", limited(2, 1), right);
}

TEST(p54, callables_are_gone_when_wait_returns) {
  auto late = of(1).submit(0).begin(0).ok(0).wait().dispose(0);
  auto twice = of(1).submit(0).begin(0).ok(0).dispose(0).dispose(0).wait();
  auto never = of(1).submit(0).begin(0).ok(0).wait();
  auto close = of(1).submit(0).begin(0).ok(0).wait_begin().wait_end().same_time().dispose(0);
  for (auto* bad : {&late, &twice, &never}) EXPECT_REJECTED("P54", fail_fast(1), *bad);
  EXPECT_ACCEPTED("P54", fail_fast(1), close);
}

TEST(p55, nothing_happens_after_the_group_is_gone) {
  auto bad = of(1).submit(0).begin(0).wait().at(0, kind::group_gone, history::none, 0).ok(0);
  auto right = of(1).submit(0).begin(0).ok(0).wait().at(0, kind::group_gone, history::none, 0);
  EXPECT_REJECTED("P55", fail_fast(1), bad);
  EXPECT_ACCEPTED("P55", fail_fast(1), right);
  right.raw().late_touches = 1;
  EXPECT_REJECTED("P55", fail_fast(1), right);
}

TEST(p58_l01, indices_and_leftovers) {
  auto shared = of(2).submit(0).submit(1).begin(1).ok(1).wait();
  shared.raw().late_runs = 1;
  EXPECT_REJECTED("P58", fail_fast(2), shared);
  auto clean = of(1).submit(0).begin(0).ok(0).dispose(0).wait();
  EXPECT_ACCEPTED("L01", fail_fast(1), clean);
  EXPECT_ACCEPTED("P58", fail_fast(1), clean);
  clean.raw().left.threads = 1;
  EXPECT_REJECTED("L01", fail_fast(1), clean);
}

}  // namespace
}  // namespace gauntlet::check
