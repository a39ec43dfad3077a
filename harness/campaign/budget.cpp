#include <fmt/format.h>

#include <regex>

#include "harness/campaign/campaign.hpp"
#include "harness/plan/bad_input.hpp"

namespace gauntlet::campaign {
namespace {

constexpr std::chrono::hours longest{24 * 365};  // far from where a deadline in nanoseconds would overflow

}  // namespace

budget read_budget(const std::string& text, const std::string& option) {
  static const std::regex form(R"(\s*(\d{1,12})\s*(ms|s|m|h|cases?)?\s*)");
  std::smatch match;
  if (!std::regex_match(text, match, form))
    throw plan::bad_input(fmt::format(
        "{}: \"{}\" is neither a time nor a number of cases; write 60s, 5m or \"5000 cases\"", option, text));
  const auto number = std::stoull(match[1]);
  const auto unit = match[2].str();
  if (number == 0)
    throw plan::bad_input(fmt::format("{}: 0 would run nothing; write 60s, 5m or \"5000 cases\"", option));
  budget out;
  if (unit.empty() || unit.starts_with("case"))
    out.cases = number;
  else
    out.time = std::chrono::milliseconds(number * (unit == "ms"  ? 1u
                                                   : unit == "s" ? 1000u
                                                   : unit == "m" ? 60'000u
                                                                 : 3'600'000u));
  if (out.time && *out.time > longest)
    throw plan::bad_input(fmt::format("{}: \"{}\" is longer than a year; write 8760h or less", option, text));
  return out;
}

}  // namespace gauntlet::campaign
