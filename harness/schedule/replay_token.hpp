#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gauntlet::schedule {

/// A schedule's decisions as text: this version, then each in hexadecimal digits, with dots between them.
inline constexpr const char* token_version = "2:";

[[nodiscard]] std::string to_token(const std::vector<std::uint16_t>& decisions);
/// Errors: std::invalid_argument for what is no token of this version.
[[nodiscard]] std::vector<std::uint16_t> read_token(const std::string& token);

}  // namespace gauntlet::schedule
