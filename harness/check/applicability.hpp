#pragma once

#include <string_view>

#include "gauntlet/detail/capabilities.hpp"

// Conditions for the applicability of a property. Each function returns why the property is not applicable to
// a subject with these capabilities, as a clause about the subject ("it has no context"), or an empty string
// if it is applicable.
namespace gauntlet::check {

/// Returns an empty string: the property is applicable to every subject.
[[nodiscard]] std::string_view applies(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_joins(const plan::capabilities& can);
/// Needs the fail-fast policy.
[[nodiscard]] std::string_view needs_first(const plan::capabilities& can);
/// Needs the collect-all policy.
[[nodiscard]] std::string_view needs_all(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_context(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_first_and_context(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_cause(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_parent(const plan::capabilities& can);
/// Needs a submit that the driver calls, after which the task may start.
[[nodiscard]] std::string_view needs_submit(const plan::capabilities& can);
/// Needs a limit, which may be fixed.
[[nodiscard]] std::string_view needs_any_limit(const plan::capabilities& can);
/// Needs a limit that can be set.
[[nodiscard]] std::string_view needs_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_child_submit(const plan::capabilities& can);
/// Needs a limit that can be changed between waits.
[[nodiscard]] std::string_view needs_set_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_try_submit_under_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_callbacks(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_reuse(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_repeat_wait(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_try_submit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_error_trees(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_thread_per_task(const plan::capabilities& can);

}  // namespace gauntlet::check
