#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder payload_after_wait(bool intact) {
  return of(1).start(0).ok(0).wait().at(0, kind::payload_read, 0, intact ? 1 : 0);
}

TEST(p50_join_happens_before, the_writes_of_a_task_are_visible_after_wait) {
  EXPECT_EXERCISED("P50", fail_fast(1), payload_after_wait(true));
  EXPECT_REJECTED("P50", fail_fast(1), payload_after_wait(false));
}

TEST(p50_join_happens_before, leaves_a_body_that_never_ended_to_p01) {
  EXPECT_UNEXERCISED("P50", fail_fast(1), of(1).start(0).wait().at(0, kind::payload_read, 0, 0));
}

TEST(p50_join_happens_before, leaves_a_read_after_a_cancellation_to_p17) {
  EXPECT_UNEXERCISED("P50", fail_fast(2),
                     of(2).start(0).start(1).fail(0).look(2, true, 0).at(2, kind::payload_read, 0, 0).ok(1));
}

}  // namespace
}  // namespace gauntlet::check
