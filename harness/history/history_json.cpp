#include "harness/history/history_json.hpp"

#include <nlohmann/json.hpp>

namespace gauntlet::history {
namespace {

using nlohmann::json;

json to_json(const event& e) { return json::array({name_of(e.kind), e.task, e.value, e.extra, e.time}); }

event_kind kind_named(const std::string& name) {
  for (std::uint8_t k = 0; k <= static_cast<std::uint8_t>(last_event_kind); ++k)
    if (name_of(static_cast<event_kind>(k)) == name) return static_cast<event_kind>(k);
  throw json::other_error::create(501, "unknown event kind " + name, nullptr);
}

event read_event(const json& in, actor_id actor) {
  event e;
  e.kind = kind_named(in.at(0).get<std::string>());
  e.actor = actor;
  e.task = in.at(1).get<std::uint32_t>();
  e.value = in.at(2).get<std::uint32_t>();
  e.extra = in.at(3).get<std::uint32_t>();
  e.time = in.at(4).get<std::uint64_t>();
  return e;
}

json log_to_json(const std::vector<event>& log) {
  json out = json::array();
  for (const event& e : log) out.push_back(to_json(e));
  return out;
}

std::vector<event> read_log(const json& in, actor_id actor) {
  std::vector<event> log;
  for (const json& e : in) log.push_back(read_event(e, actor));
  return log;
}

}  // namespace

json to_json(const history& h) {
  json logs = json::array();
  for (const auto& log : h.logs) logs.push_back(log_to_json(log));
  return {{"logs", logs},
          {"unowned", log_to_json(h.unowned)},
          {"left", {h.left.callables, h.left.errors, h.left.payloads, h.left.threads, h.left.files}},
          {"ended", h.ended},
          {"clock_error", h.clock_error},
          {"overflowed", h.overflowed},
          {"late_runs", h.late_runs},
          {"late_touches", h.late_touches},
          {"spurious_wakeups", h.spurious_wakeups}};
}

history read_history(const json& in) {
  history h;
  const json& logs = in.at("logs");
  for (std::size_t a = 0; a < logs.size(); ++a) h.logs.push_back(read_log(logs[a], static_cast<actor_id>(a)));
  // Older journals call this field "disposals".
  h.unowned = read_log(in.contains("unowned") ? in.at("unowned") : in.at("disposals"), none);
  const json& left = in.at("left");
  h.left = {left.at(0), left.at(1), left.at(2), left.at(3), left.at(4)};
  h.ended = in.at("ended");
  h.clock_error = in.at("clock_error");
  h.overflowed = in.at("overflowed");
  h.late_runs = in.at("late_runs");
  // Older journals lack these two fields.
  h.late_touches = in.value("late_touches", 0u);
  h.spurious_wakeups = in.value("spurious_wakeups", 0u);
  return h;
}

}  // namespace gauntlet::history
