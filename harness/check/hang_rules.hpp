#pragma once

#include <optional>

#include "harness/check/blocked_case.hpp"
#include "harness/check/property.hpp"

// A case hangs if no thread can make progress. It then violates each property that promises the return of one
// of the blocked calls. The last event of each actor tells in which call the actor is blocked. The rules are
// listed from the most specific promise to the most general one, and the first rule that matches names the
// hang. The sentence also names other circumstances of the case.
namespace gauntlet::check::hangs {

using maybe_violation = std::optional<violation>;

[[nodiscard]] maybe_violation unfinished_callback(const blocked_case& at);
[[nodiscard]] maybe_violation missed_cancellation(const blocked_case& at);
[[nodiscard]] maybe_violation missed_driver_cancellation(const blocked_case& at);
[[nodiscard]] maybe_violation never_begun(const blocked_case& at);
[[nodiscard]] maybe_violation blocked_submit(const blocked_case& at);
[[nodiscard]] maybe_violation blocked_try(const blocked_case& at);
[[nodiscard]] maybe_violation serialised(const blocked_case& at);
[[nodiscard]] maybe_violation late_timed_wait(const blocked_case& at);
[[nodiscard]] maybe_violation blocked_wait(const blocked_case& at);
[[nodiscard]] maybe_violation blocked_drain(const blocked_case& at);

}  // namespace gauntlet::check::hangs
