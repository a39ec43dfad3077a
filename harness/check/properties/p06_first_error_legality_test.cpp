#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p06_first_error_legality, an_error_that_was_seen_as_the_cause_was_first) {
  const auto seen = [](std::uint32_t told) {
    return of(2).start(0).start(1).fail(0).look(0, true, 0).fail(1).wait({told});
  };
  EXPECT_EXERCISED("P06", fail_fast(2), seen(0));
  EXPECT_REJECTED("P06", fail_fast(2), seen(1));
}

// The task may lose the processor between its return and the record.
TEST(p06_first_error_legality, the_end_of_a_body_proves_no_record) {
  EXPECT_EXERCISED("P06", fail_fast(2), of(2).start(0).start(1).fail(0).fail(1).wait({1}));
}

TEST(p06_first_error_legality, under_limit_1_the_order_is_certain) {
  const auto one_after_the_other = [](std::uint32_t told) {
    return of(2).start(0).fail(0).start(1).fail(1).wait({told});
  };
  EXPECT_EXERCISED("P06", limited(2, 1), one_after_the_other(0));
  EXPECT_REJECTED("P06", limited(2, 1), one_after_the_other(1));
  EXPECT_EXERCISED("P06", limited(2, 2), one_after_the_other(1));
}

TEST(p06_first_error_legality, an_error_that_a_wait_has_joined_was_recorded) {
  EXPECT_EXERCISED("P06", fail_fast(2), of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait({0}));
  EXPECT_REJECTED("P06", fail_fast(2), of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait({1}));
}

// Their threads exited, so that they share one error.
TEST(p06_first_error_legality, an_error_that_several_tasks_share_is_of_any_of_them) {
  EXPECT_ACCEPTED("P06", fail_fast(2),
                  of(2)
                      .start(0)
                      .start(1)
                      .exit(0)
                      .look(0, true, history::id_abandoned)
                      .exit(1)
                      .wait({history::id_abandoned}));
}

}  // namespace
}  // namespace gauntlet::check
