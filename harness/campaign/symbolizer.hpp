#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace gauntlet::campaign {

/// A place in source code.
struct source_place {
  std::string function;  ///< without its parameters and template arguments
  std::string file;
  unsigned line = 0;
  friend bool operator==(const source_place&, const source_place&) = default;
};

/// Where the addresses in the program's file come from: for each the innermost function first, then those
/// that it was inlined into. Runs llvm-symbolizer (GAUNTLET_SYMBOLIZER, or the one on the path); where there
/// is none, or it says nothing, nothing is known.
[[nodiscard]] std::map<std::uintptr_t, std::vector<source_place>> symbolize(
    const std::filesystem::path& program, const std::vector<std::uintptr_t>& addresses);

/// The last two parts of the name: "a::b<int>::go(x (*)(y))" is "b::go".
[[nodiscard]] std::string short_name(const std::string& function);

}  // namespace gauntlet::campaign
