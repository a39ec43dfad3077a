#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p17_monotonicity, every_later_observation_shows_an_observed_cancellation) {
  const auto observed_later = [](bool later) {
    return of(2)
        .start(0)
        .start(1)
        .fail(0)
        .look(0, true, 0)
        .look(2, later, later ? 0 : no_error)
        .ok(1)
        .wait({0});
  };
  EXPECT_EXERCISED("P17", fail_fast(2), observed_later(true));
  EXPECT_REJECTED("P17", fail_fast(2), observed_later(false));
}

TEST(p17_monotonicity, an_observation_before_the_cancellation_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P17", fail_fast(2), of(2).start(0).start(1).look(2, false).fail(0).ok(1).wait({0}));
}

TEST(p17_monotonicity, concurrent_observations_may_differ) {
  EXPECT_ACCEPTED("P17", fail_fast(2),
                  of(2)
                      .start(0)
                      .start(1)
                      .fail(0)
                      .at(2, kind::check_begin)
                      .look(0, true, 0)
                      .at(2, kind::check_end, 0, 0)
                      .ok(1)
                      .wait({0}));
}

TEST(p17_monotonicity, the_writes_of_the_failed_task_are_visible_with_its_error) {
  const auto reads_the_payload = [](bool intact) {
    return of(2)
        .start(0)
        .start(1)
        .fail(0)
        .look(2, true, 0)
        .at(2, kind::payload_read, 0, intact ? 1 : 0)
        .look(2, true, 0)
        .ok(1)
        .wait({0});
  };
  EXPECT_EXERCISED("P17", fail_fast(2), reads_the_payload(true));
  EXPECT_REJECTED("P17", fail_fast(2), reads_the_payload(false));
}

TEST(p17_monotonicity, leaves_a_task_that_was_submitted_later_to_p18) {
  EXPECT_ACCEPTED("P17", fail_fast(2),
                  of(2).start(0).fail(0).look(0, true, 0).start(1).look(2, false).ok(1).wait({0}));
}

TEST(p17_monotonicity, the_outer_group_is_cancelled_if_it_cancelled_the_nested_one) {
  const auto observed_later = [](bool outer) {
    return of(2)
        .start(0)
        .at(0, kind::cancel_begin)
        .nest(0, 1)
        .submit_inside(0, 1)
        .begin(1)
        .look(2, true, id_parent, 1)
        .ok(1)
        .look(1, outer, outer ? id_parent : no_error);
  };
  EXPECT_EXERCISED("P17", nested(), observed_later(true));
  EXPECT_REJECTED("P17", nested(), observed_later(false));
}

}  // namespace
}  // namespace gauntlet::check
