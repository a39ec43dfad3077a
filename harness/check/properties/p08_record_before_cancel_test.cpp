#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p08_record_before_cancel, an_error_after_an_observed_cancellation_is_not_the_first) {
  const auto after_the_cancellation = [](std::uint32_t returned) {
    return of(2).start(0).start(1).fail(0).look(2, true, 0).fail(1).wait({returned});
  };
  EXPECT_EXERCISED("P08", fail_fast(2), after_the_cancellation(0));
  EXPECT_REJECTED("P08", fail_fast(2), after_the_cancellation(1));
}

TEST(p08_record_before_cancel, the_parent_may_have_caused_the_cancellation) {
  EXPECT_UNEXERCISED(
      "P08", fail_fast(2),
      of(2).start(0).start(1).cancel_parent().look(2, true, id_parent).fail(1).fail(0).wait({1}));
}

TEST(p08_record_before_cancel, an_earlier_wait_may_have_caused_the_cancellation) {
  EXPECT_UNEXERCISED("P08", fail_fast(2),
                     of(2).start(0).ok(0).wait().start(1).look(2, true, id_canceled).fail(1).wait({1}));
}

TEST(p08_record_before_cancel, an_observation_without_a_cancellation_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P08", fail_fast(2), of(2).start(0).start(1).look(2, false).fail(0).fail(1).wait({1}));
}

}  // namespace
}  // namespace gauntlet::check
