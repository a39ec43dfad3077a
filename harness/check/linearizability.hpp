#pragma once

#include <stdexcept>

#include "harness/check/specification.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

struct history_too_long : std::length_error {
  history_too_long() : std::length_error("linearizable: the history has more than 64 transitions") {}
};

/// Whether the transitions of the specification that this history is made of can be ordered so that each
/// answer is the recorded one: a search through all orders that remembers where it has been (Wing and Gong,
/// 1993, with the memory of Lowe, 2017). Exponential: for small histories, in tests. Requires: a history that
/// ended, of a subject that joins. Errors: history_too_long with more than 64 transitions. Departs from the
/// paper in that a call takes several atomic steps, and that a step which only reads is taken as soon as its
/// answer is right: it changes nothing, so that no other order is lost.
[[nodiscard]] bool linearizable(const view& v);

}  // namespace gauntlet::check
