#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// A replay token is a text that holds the decisions of a schedule. It begins with "3:", or with "3p:" if
/// plain memory accesses were scheduling points. Items separated by dots follow, with all numbers in
/// hexadecimal:
///   8003       one decision
///   r2x3e8     the next 3e8 decisions, each equal to the one 2 before it
/// For example "3:0.1.r2x3e8". An older token begins with "2:", and has no repeats.
inline constexpr const char* token_version = "3";
inline constexpr const char* older_token_version = "2:";

/// Writes the token of these decisions, one character at a time. Allocates nothing, so that a signal handler
/// may call it.
void write_token(const std::uint16_t* decisions, std::uint32_t count, bool plain_accesses,
                 void (*put)(void* to, char letter), void* to);

}  // namespace gauntlet::schedule
