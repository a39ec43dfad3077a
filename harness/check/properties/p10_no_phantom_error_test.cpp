#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p10_no_phantom_error, returns_no_error_if_no_task_failed) {
  EXPECT_EXERCISED("P10", fail_fast(1), of(1).start(0).ok(0).wait());
  EXPECT_REJECTED("P10", fail_fast(1), of(1).start(0).ok(0).wait({id_canceled}));
}

TEST(p10_no_phantom_error, a_cancelled_parent_is_no_error) {
  EXPECT_EXERCISED("P10", fail_fast(1), of(1).start(0).cancel_parent().ok(0).wait());
  EXPECT_REJECTED("P10", fail_fast(1), of(1).start(0).cancel_parent().ok(0).wait({id_parent}));
}

TEST(p10_no_phantom_error, a_task_that_runs_concurrently_with_wait_may_have_failed) {
  EXPECT_UNEXERCISED("P10", fail_fast(1), of(1).wait_beside().start(0).fail(0).wait_end({0}, 5));
}

TEST(p10_no_phantom_error, explains_a_nil_error) {
  EXPECT_EQ(sentence_of("P10", fail_fast(1), of(1).start(0).ok(0).wait({history::id_of_nil})),
            "wait() returned an error, although no task had failed. Wrapping an absent error, or returning a "
            "null pointer as an error, turned a success into a failure.");
}

}  // namespace
}  // namespace gauntlet::check
