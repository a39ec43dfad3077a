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

/// Returns the source places of addresses in the file of a program. The innermost function of an address is
/// first, then the functions that it was inlined into. Runs llvm-symbolizer (GAUNTLET_SYMBOLIZER, or the one
/// on the path). If it cannot be run or does not know an address, the address has no places.
[[nodiscard]] std::map<std::uintptr_t, std::vector<source_place>> symbolize(
    const std::filesystem::path& program, const std::vector<std::uintptr_t>& addresses);

/// Returns the last two parts of the name: "a::b<int>::go(x (*)(y))" becomes "b::go".
[[nodiscard]] std::string short_name(const std::string& function);

}  // namespace gauntlet::campaign
