#include "harness/campaign/budget.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::campaign {
namespace {

constexpr std::chrono::hours longest{24 * 365};  // far below the overflow of a deadline in nanoseconds
constexpr std::size_t max_digits = 12;

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// A whole number and the unit that follows it.
struct quantity {
  std::uint64_t number = 0;
  std::string_view unit;
};

std::optional<quantity> read_quantity(std::string_view text) {
  text = trimmed(text);
  quantity out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || digits > max_digits || text.front() == '-') return std::nullopt;
  out.unit = trimmed(text.substr(digits));
  return out;
}

std::optional<std::uint64_t> milliseconds_in(std::string_view unit) {
  if (unit == "ms") return 1;
  if (unit == "s") return 1000;
  if (unit == "m") return 60'000;
  if (unit == "h") return 3'600'000;
  return std::nullopt;
}

bool counts_cases(std::string_view unit) { return unit.empty() || unit == "case" || unit == "cases"; }

}  // namespace

budget read_budget(const std::string& text, const std::string& option) {
  const auto read = read_quantity(text);
  const auto unit_ms = read ? milliseconds_in(read->unit) : std::nullopt;
  if (!read || (!unit_ms && !counts_cases(read->unit)))
    throw plan::bad_input(fmt::format(
        "{}: \"{}\" is neither a time nor a number of cases; write 60s, 5m or \"5000 cases\"", option, text));
  if (read->number == 0)
    throw plan::bad_input(fmt::format("{}: 0 runs no case; write 60s, 5m or \"5000 cases\"", option));
  budget out;
  if (unit_ms)
    out.time = std::chrono::milliseconds(read->number * *unit_ms);
  else
    out.cases = read->number;
  if (out.time && *out.time > longest)
    throw plan::bad_input(fmt::format("{}: \"{}\" is longer than a year; write 8760h or less", option, text));
  return out;
}

std::chrono::milliseconds read_time(const std::string& text, const std::string& option) {
  const auto read = read_budget(text, option);
  if (!read.time)
    throw plan::bad_input(fmt::format("{}: \"{}\" is not a time; write 6s or 5m", option, text));
  return *read.time;
}

std::uint64_t read_cases(const std::string& text, const std::string& option) {
  const auto read = read_budget(text, option);
  if (!read.cases)
    throw plan::bad_input(
        fmt::format("{}: \"{}\" is not a number of cases; write \"5000 cases\"", option, text));
  return *read.cases;
}

}  // namespace gauntlet::campaign
