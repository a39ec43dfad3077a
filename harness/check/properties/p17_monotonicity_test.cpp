#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p17_monotonicity, a_cancellation_that_was_seen_is_seen_by_every_later_look) {
  const auto looks = [](bool later) {
    return of(2)
        .start(0)
        .start(1)
        .fail(0)
        .look(0, true, 0)
        .look(2, later, later ? 0 : no_error)
        .ok(1)
        .wait({0});
  };
  EXPECT_EXERCISED("P17", fail_fast(2), looks(true));
  EXPECT_REJECTED("P17", fail_fast(2), looks(false));
}

TEST(p17_monotonicity, a_look_before_proves_nothing) {
  EXPECT_UNEXERCISED("P17", fail_fast(2), of(2).start(0).start(1).look(2, false).fail(0).ok(1).wait({0}));
}

TEST(p17_monotonicity, looks_at_once_may_differ) {
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

TEST(p17_monotonicity, what_the_failing_task_wrote_is_seen_with_its_error) {
  const auto reads = [](bool intact) {
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
  EXPECT_EXERCISED("P17", fail_fast(2), reads(true));
  EXPECT_REJECTED("P17", fail_fast(2), reads(false));
}

TEST(p17_monotonicity, a_task_that_was_submitted_later_is_p18s) {
  EXPECT_ACCEPTED("P17", fail_fast(2),
                  of(2).start(0).fail(0).look(0, true, 0).start(1).look(2, false).ok(1).wait({0}));
}

TEST(p17_monotonicity, the_outer_group_has_what_an_inner_one_has_from_it) {
  const auto looks = [](bool outer) {
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
  EXPECT_EXERCISED("P17", nested(), looks(true));
  EXPECT_REJECTED("P17", nested(), looks(false));
}

}  // namespace
}  // namespace gauntlet::check
