#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p10_no_phantom_error, where_no_task_failed_no_error_is_told) {
  EXPECT_EXERCISED("P10", fail_fast(1), of(1).start(0).ok(0).wait());
  EXPECT_REJECTED("P10", fail_fast(1), of(1).start(0).ok(0).wait({id_canceled}));
}

TEST(p10_no_phantom_error, a_cancellation_of_the_parent_is_no_error) {
  EXPECT_EXERCISED("P10", fail_fast(1), of(1).start(0).cancel_parent().ok(0).wait());
  EXPECT_REJECTED("P10", fail_fast(1), of(1).start(0).cancel_parent().ok(0).wait({id_parent}));
}

TEST(p10_no_phantom_error, a_task_beside_the_wait_may_have_failed) {
  EXPECT_UNEXERCISED("P10", fail_fast(1), of(1).wait_beside().start(0).fail(0).wait_end({0}, 5));
}

TEST(p10_no_phantom_error, says_how_a_success_became_a_failure) {
  EXPECT_EQ(sentence_of("P10", fail_fast(1), of(1).start(0).ok(0).wait({history::id_of_nil})),
            "wait returned an error, but no task had failed: a nil error was wrapped, or a typed nil pointer was "
            "returned, which turned a success into a failure");
}

}  // namespace
}  // namespace gauntlet::check
