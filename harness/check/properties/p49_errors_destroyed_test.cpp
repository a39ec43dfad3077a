#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p49_errors_destroyed, no_error_exists_after_the_group_is_destroyed) {
  auto h = of(1).start(0).fail(0).wait({0}).group_gone();
  EXPECT_EXERCISED("P49", fail_fast(1), h);
  h.raw().left.errors = 1;
  EXPECT_REJECTED("P49", fail_fast(1), h);
  h.raw().left.errors = 0;
  h.raw().left.payloads = 1;
  EXPECT_REJECTED("P49", fail_fast(1), h);
}

history_builder two_failures() { return of(2).start(0).start(1).fail(0).fail(1); }

TEST(p49_errors_destroyed, an_error_that_the_group_does_not_keep_is_destroyed_before_wait_returns) {
  EXPECT_EXERCISED("P49", fail_fast(2), two_failures().unowned(kind::error_gone, 1, 1).wait({0}));
  EXPECT_REJECTED("P49", fail_fast(2), two_failures().wait({0}).unowned(kind::error_gone, 1, 1));
  EXPECT_EXERCISED("P49", fail_fast(2), two_failures().wait({0}).unowned(kind::error_gone, 0, 1));
}

TEST(p49_errors_destroyed, a_result_or_a_cause_may_live_longer) {
  EXPECT_EXERCISED("P49", fail_fast(2),
                   two_failures().look(0, true, 1).wait({0}).unowned(kind::error_gone, 1, 1));
  EXPECT_EXERCISED("P49", collect_all(2), two_failures().wait({0, 1}).unowned(kind::error_gone, 1, 1));
}

TEST(p49_errors_destroyed, the_caller_may_destroy_its_errors_later) {
  EXPECT_EXERCISED("P49", fail_fast(2), two_failures().wait({0}).unowned(kind::error_gone, 1, 0));
}

TEST(p49_errors_destroyed, a_difference_below_the_clock_error_is_no_proof_that_it_lived_longer) {
  EXPECT_EXERCISED("P49", fail_fast(2),
                   two_failures()
                       .wait_begin()
                       .at(0, kind::wait_end, history::none, 0, 1)
                       .same_time()
                       .unowned(kind::error_gone, 1, 1));
}

TEST(p49_errors_destroyed, a_case_that_hangs_is_not_judged) {
  auto h = of(1).start(0).fail(0).wait_begin().hangs();
  h.raw().left.errors = 1;
  EXPECT_UNEXERCISED("P49", fail_fast(1), h);
}

}  // namespace
}  // namespace gauntlet::check
