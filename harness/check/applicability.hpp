#pragma once

#include <string_view>

#include "gauntlet/detail/capabilities.hpp"

// Why a property says nothing of a subject with these capabilities; empty where it applies.
namespace gauntlet::check {

[[nodiscard]] std::string_view applies(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_joins(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_first(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_all(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_context(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_first_and_context(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_cause(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_parent(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_submit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_any_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_child_submit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_set_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_try_submit_under_limit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_callbacks(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_reuse(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_repeat_wait(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_try_submit(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_error_trees(const plan::capabilities& can);
[[nodiscard]] std::string_view needs_thread_per_task(const plan::capabilities& can);

}  // namespace gauntlet::check
