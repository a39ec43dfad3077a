#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Task 1 of group 1 sees a cancellation with this cause, and fails.
history_builder inner_fails(std::uint32_t seen_cause) {
  return of(2).start(0).nest(0, 1).submit_inside(0, 1).begin(1).look(2, true, seen_cause, 1).fail(1);
}
history_builder inner_wait(history_builder h, const std::vector<std::uint32_t>& told) {
  return h.wait_begin(1, 1).wait_end(told, 1, 1).at(1, kind::nest_end, history::none, 1);
}

TEST(p22_nested_groups, an_inner_error_survives_the_cancellation_of_the_outer_group) {
  EXPECT_EXERCISED("P22", nested(), inner_wait(inner_fails(id_parent), {1}));
  EXPECT_REJECTED("P22", nested(), inner_wait(inner_fails(id_parent), {}));
}

TEST(p22_nested_groups, an_inner_error_that_was_lost_for_no_reason_is_p09s) {
  EXPECT_EXERCISED("P22", nested(), inner_wait(inner_fails(1), {}));
}

TEST(p22_nested_groups, an_inner_error_does_not_cancel_the_outer_group) {
  const auto outer_look = [](bool opener_has_ended) {
    auto h = inner_wait(inner_fails(1), {1});
    if (opener_has_ended) h.forward(0, 1);
    return h.look(0, true, 1);
  };
  EXPECT_EXERCISED("P22", nested(), outer_look(true));
  EXPECT_REJECTED("P22", nested(), outer_look(false));
}

}  // namespace
}  // namespace gauntlet::check
