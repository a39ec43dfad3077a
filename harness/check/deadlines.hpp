#pragma once

#include <string>

#include "harness/check/property.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

/// Judges that the deadline of an explored case cancels the group's context when it passes, and that the
/// destruction of the context does not wait for it (P20). It does not judge what happens before the deadline:
/// that is P14, P16 and P23.
void judge_deadline(const view& v, judgement& out);

/// Returns the name of the observer, at the begin of a sentence: "The driver" or "task 3".
[[nodiscard]] std::string observer_name(const view& v, const observation& observed);

}  // namespace gauntlet::check
