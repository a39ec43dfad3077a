#include "harness/campaign/replayed_case.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gauntlet::campaign {
namespace {

using history::event;
using protocol::finding;
using protocol::recorded_run;

constexpr const char* end_of_run = "the end of the run";

std::string describe_at(const event& e) { return fmt::format("step {}, {}", e.time, history::describe(e)); }

std::optional<std::string> first_difference(const std::vector<event>& recorded, const std::vector<event>& now,
                                            const std::string& log) {
  const auto [a, b] = std::mismatch(recorded.begin(), recorded.end(), now.begin(), now.end());
  if (a == recorded.end() && b == now.end()) return std::nullopt;
  return fmt::format("event {} of {}: recorded {}, now {}", a - recorded.begin() + 1, log,
                     a == recorded.end() ? end_of_run : describe_at(*a),
                     b == now.end() ? end_of_run : describe_at(*b));
}

std::optional<std::string> difference(const history::history& recorded, const history::history& now) {
  const auto logs = std::max(recorded.logs.size(), now.logs.size());
  for (std::size_t i = 0; i < logs; ++i) {
    const auto log = [&](const history::history& h) {
      return i < h.logs.size() ? h.logs[i] : std::vector<event>{};
    };
    if (auto found = first_difference(log(recorded), log(now), fmt::format("log {}", i))) return found;
  }
  if (auto found = first_difference(recorded.unowned, now.unowned, "the log without an actor")) return found;
  if (recorded != now) return "the state at the end of the case";
  return std::nullopt;
}

}  // namespace

std::optional<recorded_run> record_of(const finding& found) {
  if (!found.schedule) return std::nullopt;
  recorded_run out;
  out.faults = found.schedule->faults;
  out.plain_accesses = found.schedule->plain_accesses;
  out.decisions = found.schedule->decisions;
  for (const auto& step : found.schedule->trace) out.steps.push_back(describe(step));
  out.history = found.history;
  return out;
}

std::optional<std::string> difference(const recorded_run& recorded, const finding& now) {
  const auto run = record_of(now).value_or(recorded_run{});
  const auto [a, b] =
      std::mismatch(recorded.steps.begin(), recorded.steps.end(), run.steps.begin(), run.steps.end());
  if (a != recorded.steps.end() || b != run.steps.end())
    return fmt::format("step {}: recorded {}, now {}", a - recorded.steps.begin() + 1,
                       a == recorded.steps.end() ? end_of_run : *a, b == run.steps.end() ? end_of_run : *b);
  if (recorded.history.has_value() != now.history.has_value())
    return "the history, which only one of the two runs has";
  return now.history ? difference(*recorded.history, *now.history) : std::nullopt;
}

}  // namespace gauntlet::campaign
