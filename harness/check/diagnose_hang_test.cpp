#include "harness/check/situations.hpp"

// The tests of the properties check which hang violates which property. These tests check which property is
// named if a hang violates several.
namespace gauntlet::check {
namespace {

std::string diagnosis(const situation& s, history_builder h) {
  return diagnose_hang(view(s.plan, s.can, h.hangs().raw())).sentence;
}

TEST(diagnose_hang, names_a_missed_cancellation_before_a_blocked_wait) {
  EXPECT_HANG("P13", fail_fast(2), of(2).start(0).at(1, kind::await_begin).start(1).fail(1).wait_begin());
}

TEST(diagnose_hang, names_a_submit_that_threw_before_a_blocked_wait) {
  EXPECT_HANG("P53", limited(2, 1), of(2).submit(0, submit_result::threw).start(1).ok(1).wait().wait_begin());
}

TEST(diagnose_hang, distinguishes_concurrent_waits_from_sequential_ones) {
  EXPECT_HANG("P39", fail_fast(1), of(1).start(0).ok(0).wait().wait_begin().wait_begin(2).wait_end());
  EXPECT_HANG("P38", fail_fast(1), of(1).start(0).ok(0).wait().wait_begin());
}

TEST(diagnose_hang, distinguishes_a_serialised_task_from_a_lost_one) {
  EXPECT_HANG("P03", fail_fast(2), of(2).submit(0).submit(1).begin(0).at(1, kind::await_begin).wait_begin());
  EXPECT_HANG("P02", fail_fast(2), of(2).submit(0).submit(1).begin(0).ok(0).wait_begin());
}

TEST(diagnose_hang, reports_the_last_event_of_each_actor_if_no_rule_matches) {
  const auto sentence = diagnosis(fail_fast(1), of(1).start(0).at(0, kind::gate_open, history::none, 0));
  EXPECT_EQ(sentence.find("No thread can make progress; driver: "), 0u) << sentence;
  EXPECT_NE(sentence.find(", task 0: "), sentence.npos) << sentence;
}

}  // namespace
}  // namespace gauntlet::check
