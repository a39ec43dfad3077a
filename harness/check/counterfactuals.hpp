#pragma once

#include <string_view>

#include "harness/check/facts.hpp"

// What a property would say if one thing in a correct history had been different. A check uses these
// functions to decide whether the history exercises its property. Only tests need the distorted histories
// themselves (twins/twin.hpp).
namespace gauntlet::check {

// --- submits ---

/// Returns the task as it would be if its submit had returned immediately. Its observations and destructions
/// are omitted. Requires: the task was accepted and not dropped.
[[nodiscard]] task_view admitted_at_once(const task_view& task);
/// Returns the task as it would be if its submit had accepted it, and its body had not ended.
[[nodiscard]] task_view accepted_instead(const task_view& task);

// --- calls that never return ---

// Each function returns the id of the property that `diagnose_hang` names if this call had never returned and
// everything else had continued as far as possible. Returns an empty string if that is not certain.

/// Requires: the observation is one that waited for the cancellation.
[[nodiscard]] std::string_view promise_of_await(const view& v, const observation& observed);
/// Considers a blocking submit to the outermost group.
[[nodiscard]] std::string_view promise_of_submit(const view& v, const task_view& task);
/// Returns whether the property is named for one of the driver's waits.
[[nodiscard]] bool promises_a_wait(const view& v, std::string_view property);
/// Returns whether the property is named for one of the blocking submits to the outermost group.
[[nodiscard]] bool promises_a_submit(const view& v, std::string_view property);
/// Considers a rendezvous that at least two tasks passed, and of which one does not start. Returns an empty
/// string if there was none.
[[nodiscard]] std::string_view promise_of_rendezvous(const view& v);

}  // namespace gauntlet::check
