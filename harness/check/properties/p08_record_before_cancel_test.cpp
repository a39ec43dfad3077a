#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p08_record_before_cancel, a_consequence_of_the_cancellation_is_not_the_first_error) {
  const auto after_the_cancellation = [](std::uint32_t told) {
    return of(2).start(0).start(1).fail(0).look(2, true, 0).fail(1).wait({told});
  };
  EXPECT_EXERCISED("P08", fail_fast(2), after_the_cancellation(0));
  EXPECT_REJECTED("P08", fail_fast(2), after_the_cancellation(1));
}

TEST(p08_record_before_cancel, the_parent_may_have_cancelled_first) {
  EXPECT_UNEXERCISED(
      "P08", fail_fast(2),
      of(2).start(0).start(1).cancel_parent().look(2, true, id_parent).fail(1).fail(0).wait({1}));
}

TEST(p08_record_before_cancel, a_wait_may_have_cancelled_before) {
  EXPECT_UNEXERCISED("P08", fail_fast(2),
                     of(2).start(0).ok(0).wait().start(1).look(2, true, id_canceled).fail(1).wait({1}));
}

TEST(p08_record_before_cancel, a_look_that_saw_no_cancellation_proves_nothing) {
  EXPECT_UNEXERCISED("P08", fail_fast(2), of(2).start(0).start(1).look(2, false).fail(0).fail(1).wait({1}));
}

}  // namespace
}  // namespace gauntlet::check
