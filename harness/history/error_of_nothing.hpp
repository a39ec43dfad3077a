#pragma once

#include <cstdint>
#include <string_view>

namespace gauntlet::history {

/// The id of an error that is made of nothing, where a language lets one come into being: a wrap of no error,
/// or a pointer to none that counts as an error (Go's `%w` of nil, and its typed nil). No task made it.
inline constexpr std::uint32_t id_of_nothing = 0xfffffff5u;

/// How that happens, as sentences end.
inline constexpr std::string_view how_nothing_became_an_error =
    "an error that was none was wrapped, or returned as a pointer to none, and so a success became a failure";

}  // namespace gauntlet::history
