#pragma once

#include <optional>
#include <string>

#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// Returns the finding that the text of a sanitizer reports, with its oracle and key, such as
/// `asan:heap-use-after-free`. Returns nullopt if the text holds no report that ends a process.
[[nodiscard]] std::optional<protocol::finding> finding_in_text(const std::string& text);

/// Returns, on one line, why the process aborted, if std::terminate, assert or the C library has written it
/// to the standard error `text`. Returns "" otherwise. For example "terminate called after throwing an
/// instance of 'std::runtime_error', what(): no room".
[[nodiscard]] std::string abort_message(const std::string& text);

}  // namespace gauntlet::campaign
