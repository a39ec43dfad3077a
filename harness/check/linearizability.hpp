#pragma once

#include <stdexcept>

#include "harness/check/specification.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

struct history_too_long : std::length_error {
  history_too_long() : std::length_error("linearizable: the history has more than 64 transitions") {}
};

/// Returns whether the history's transitions (specification.hpp) have an order in which each is allowed and
/// each answer equals the recorded one. Searches all orders and remembers the visited states (Wing and Gong,
/// 1993, with the memory of Lowe, 2017). Differs from these papers in two points: a call takes several atomic
/// steps, and a step that only reads is taken as soon as its answer is correct. The latter loses no order,
/// because the step does not change the state. Exponential in the length of the history; for small histories
/// in tests. Requires: the history ended, and the subject joins. Errors: history_too_long if there are more
/// than 64 transitions.
[[nodiscard]] bool linearizable(const view& v);

}  // namespace gauntlet::check
