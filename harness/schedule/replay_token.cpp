#include "harness/schedule/replay_token.hpp"

#include <charconv>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace gauntlet::schedule {
namespace {
constexpr std::size_t version_length = std::string_view(token_version).size();

std::string to_hexadecimal(std::uint16_t number) {
  char digits[4];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number, 16).ptr;
  return {std::begin(digits), end};
}

}  // namespace

std::string to_token(const std::vector<std::uint16_t>& decisions) {
  std::string out = token_version;
  for (const auto decision : decisions) {
    if (out.size() > version_length) out += '.';
    out += to_hexadecimal(decision);
  }
  return out;
}

std::vector<std::uint16_t> read_token(const std::string& token) {
  const auto fail = [&] {
    return std::invalid_argument(
        "GAUNTLET_REPLAY: \"" + token +
        "\" is not a replay token of this version; copy the whole token from the failure, or unset "
        "the variable");
  };
  if (!token.starts_with(token_version)) throw fail();
  std::vector<std::uint16_t> out;
  for (std::size_t at = version_length; at < token.size();) {
    std::size_t digits = 0;
    unsigned long value = 0;
    try {
      value = std::stoul(token.substr(at, 5), &digits, 16);
    } catch (const std::exception&) {
      throw fail();
    }
    at += digits;
    if (value > 0xffff || (at < token.size() && token[at] != '.')) throw fail();
    ++at;  // the dot
    out.push_back(static_cast<std::uint16_t>(value));
  }
  return out;
}

}  // namespace gauntlet::schedule
