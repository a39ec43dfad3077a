#pragma once

#include <cstdint>

namespace gauntlet::history {

/// The id of an error that is made of nothing, where a language lets one come into being: a wrap of no error,
/// or a pointer to none that counts as an error (Go's `%w` of nil, and its typed nil). No task made it.
inline constexpr std::uint32_t id_of_nothing = 0xfffffff5u;

}  // namespace gauntlet::history
