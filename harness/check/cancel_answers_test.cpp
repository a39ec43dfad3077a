#include "harness/check/cancel_answers.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(cancel_answers, exactly_one_of_several_cancellations_says_that_it_was_the_one) {
  const auto concurrent = [](bool first, bool second) {
    return of(1)
        .start(0)
        .cancel_begin(0)
        .cancel_begin(1)
        .cancel_end(first, 0)
        .cancel_end(second, 1)
        .ok(0)
        .wait();
  };
  EXPECT_EXERCISED("P20", fail_fast(1), concurrent(true, false));
  EXPECT_EXERCISED("P20", fail_fast(1), concurrent(false, true));
  EXPECT_REJECTED("P20", fail_fast(1), concurrent(false, false));
  EXPECT_REJECTED("P20", fail_fast(1), concurrent(true, true));
}

TEST(cancel_answers, the_first_cancellation_says_that_it_was_the_one) {
  const auto in_sequence = [](bool first, bool second) {
    return of(1).cancel_begin().cancel_end(first).cancel_begin().cancel_end(second);
  };
  EXPECT_EXERCISED("P20", fail_fast(1), in_sequence(true, false));
  EXPECT_REJECTED("P20", fail_fast(1), in_sequence(false, true));
  EXPECT_REJECTED("P20", fail_fast(1), of(1).cancel_begin().cancel_end(false));
}

}  // namespace
}  // namespace gauntlet::check
