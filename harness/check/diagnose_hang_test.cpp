#include "harness/check/situations.hpp"

// Which hang breaks which property, the properties' own tests say; here is which one names a hang that breaks
// several.
namespace gauntlet::check {
namespace {

std::string diagnosis(const situation& s, history_builder h) {
  return diagnose_hang(view(s.plan, s.can, h.hangs().raw())).sentence;
}

TEST(diagnose_hang, takes_the_cancellation_that_is_missing_before_the_wait_that_blocks) {
  EXPECT_HANG("P13", fail_fast(2), of(2).start(0).at(1, kind::await_begin).start(1).fail(1).wait_begin());
}

TEST(diagnose_hang, takes_the_submit_that_threw_before_what_blocks_after_it) {
  EXPECT_HANG("P53", limited(2, 1), of(2).submit(0, submit_result::threw).start(1).ok(1).wait().wait_begin());
}

TEST(diagnose_hang, takes_waits_at_once_before_waits_in_turn) {
  EXPECT_HANG("P39", fail_fast(1), of(1).start(0).ok(0).wait().wait_begin().wait_begin(2).wait_end());
  EXPECT_HANG("P38", fail_fast(1), of(1).start(0).ok(0).wait().wait_begin());
}

TEST(diagnose_hang, a_task_that_never_began_is_kept_out_by_one_that_stands_or_lost) {
  EXPECT_HANG("P03", fail_fast(2), of(2).submit(0).submit(1).begin(0).at(1, kind::await_begin).wait_begin());
  EXPECT_HANG("P02", fail_fast(2), of(2).submit(0).submit(1).begin(0).ok(0).wait_begin());
}

TEST(diagnose_hang, says_where_everybody_stands_if_it_knows_no_more) {
  const auto told = diagnosis(fail_fast(1), of(1).start(0).at(0, kind::gate_open, history::none, 0));
  EXPECT_EQ(told.find("nothing moves any more; driver: "), 0u) << told;
  EXPECT_NE(told.find(", task 0: "), told.npos) << told;
}

}  // namespace
}  // namespace gauntlet::check
