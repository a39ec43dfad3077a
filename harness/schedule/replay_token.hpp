#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gauntlet::schedule {

/// A replay token holds the decisions of a schedule as text: this version, then each decision in hexadecimal,
/// separated by dots. For example "2:0.1.8003".
inline constexpr const char* token_version = "2:";

[[nodiscard]] std::string to_token(const std::vector<std::uint16_t>& decisions);
/// The inverse of to_token. Errors: std::invalid_argument if the text is not a token of this version.
[[nodiscard]] std::vector<std::uint16_t> read_token(const std::string& token);

}  // namespace gauntlet::schedule
