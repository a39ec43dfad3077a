#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/schedule/token_text.hpp"

namespace gauntlet::schedule {

/// The content of a replay token (token_text.hpp).
struct replay_token {
  std::vector<std::uint16_t> decisions;
  /// Plain memory accesses were scheduling points. nullopt: an older token, which does not say so.
  std::optional<bool> plain_accesses = false;

  friend bool operator==(const replay_token&, const replay_token&) = default;
};

[[nodiscard]] std::string to_token(const replay_token& token);
/// The inverse of to_token. Errors: std::invalid_argument if the text is not a token.
[[nodiscard]] replay_token read_token(const std::string& text);

}  // namespace gauntlet::schedule
