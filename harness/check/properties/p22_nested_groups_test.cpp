#include <vector>

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Task 1 of nested group 1 observes a cancellation with this cause, and fails.
history_builder inner_fails(std::uint32_t observed_cause) {
  return of(2).start(0).nest(0, 1).submit_inside(0, 1).begin(1).look(2, true, observed_cause, 1).fail(1);
}
history_builder inner_wait(history_builder h, const std::vector<std::uint32_t>& returned) {
  return h.wait_begin(1, 1).wait_end(returned, 1, 1).at(1, kind::nest_end, history::none, 1);
}

TEST(p22_nested_groups, a_nested_group_keeps_its_error_if_the_outer_group_is_cancelled) {
  EXPECT_EXERCISED("P22", nested(), inner_wait(inner_fails(id_parent), {1}));
  EXPECT_REJECTED("P22", nested(), inner_wait(inner_fails(id_parent), {}));
}

TEST(p22_nested_groups, leaves_an_error_lost_without_an_outer_cancellation_to_p09) {
  EXPECT_UNEXERCISED("P22", nested(), inner_wait(inner_fails(1), {}));
}

TEST(p22_nested_groups, an_error_of_a_nested_group_does_not_cancel_the_outer_group) {
  const auto observed_in_the_outer_group = [](bool opener_has_ended) {
    auto h = inner_wait(inner_fails(1), {1});
    if (opener_has_ended) h.forward(0, 1);
    return h.look(0, true, 1);
  };
  EXPECT_UNEXERCISED("P22", nested(), observed_in_the_outer_group(true));
  EXPECT_REJECTED("P22", nested(), observed_in_the_outer_group(false));
}

TEST(p22_nested_groups, an_observation_of_the_outer_group_exercises_it_while_the_inner_error_is_inside) {
  const auto observed_before_the_opener_ends = inner_wait(inner_fails(1), {1}).look(0, false).forward(0, 1);
  EXPECT_EXERCISED("P22", nested(), observed_before_the_opener_ends);
}

}  // namespace
}  // namespace gauntlet::check
