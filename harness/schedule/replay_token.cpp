#include "harness/schedule/replay_token.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

#include "harness/schedule/engine/flight_record.hpp"

namespace gauntlet::schedule {
namespace {

/// Removes the prefix from the text. Returns false if the text does not begin with it.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Removes a leading number from the text. Returns nullopt if the text does not begin with a number, or if
/// the number is greater than `most`.
std::optional<std::uint32_t> take_number(std::string_view& text, std::uint32_t most) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || number > most) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take_repeat(std::string_view& text, std::vector<std::uint16_t>& to) {
  const auto distance = take_number(text, static_cast<std::uint32_t>(to.size()));
  if (!distance || *distance == 0 || !take(text, "x")) return false;
  const auto length = take_number(text, flight_record::capacity);
  if (!length || *length == 0) return false;
  for (std::uint32_t i = 0; i < *length; ++i) to.push_back(to[to.size() - *distance]);
  return to.size() <= flight_record::capacity;
}

bool take_item(std::string_view& text, std::vector<std::uint16_t>& to) {
  if (take(text, "r")) return take_repeat(text, to);
  const auto decision = take_number(text, 0xffff);
  if (decision) to.push_back(static_cast<std::uint16_t>(*decision));
  return decision.has_value();
}

std::optional<replay_token> parse(std::string_view text) {
  replay_token out;
  if (take(text, older_token_version)) {
    out.plain_accesses.reset();
  } else if (take(text, token_version)) {
    out.plain_accesses = take(text, "p");
    if (!take(text, ":")) return std::nullopt;
  } else {
    return std::nullopt;
  }
  if (text.empty()) return out;
  do
    if (!take_item(text, out.decisions)) return std::nullopt;
  while (take(text, "."));
  if (!text.empty()) return std::nullopt;
  return out;
}

}  // namespace

std::string to_token(const replay_token& token) {
  std::string out;
  write_token(
      token.decisions.data(), static_cast<std::uint32_t>(token.decisions.size()),
      token.plain_accesses.value_or(false),
      [](void* to, char letter) { static_cast<std::string*>(to)->push_back(letter); }, &out);
  return out;
}

replay_token read_token(const std::string& text) {
  if (auto token = parse(text)) return *std::move(token);
  throw std::invalid_argument(
      "GAUNTLET_REPLAY: \"" + text +
      "\" is not a replay token of this version; copy the whole token from the failure, or unset "
      "the variable");
}

}  // namespace gauntlet::schedule
