#include "harness/protocol/answer.hpp"

#include <nlohmann/json.hpp>

#include "harness/check/property_set_json.hpp"
#include "harness/history/history_json.hpp"
#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

json to_json(const case_begun& a) {
  json out{{"begin", a.seed}};
  if (a.warm_up) out["warm_up"] = true;
  if (a.faults) out["faults"] = plan::to_json(*a.faults);
  return out;
}

json to_json(const case_passed& a) {
  json out{{"end", a.seed}, {"exercised", check::to_json(a.exercised)}, {"us", a.us}};
  if (!a.deviated.empty()) out["deviated"] = check::to_json(a.deviated);
  if (a.explored)
    out.update({{"schedules", a.explored->schedules},
                {"by_strategy", a.explored->by_strategy},
                {"steps", a.explored->steps}});
  if (a.explored && a.explored->too_long > 0) out["too_long"] = a.explored->too_long;
  if (a.faults) out["faults"] = {{"tried", a.faults->tried}, {"impossible", a.faults->impossible}};
  if (a.lock_orders > 0) out["lock_orders"] = a.lock_orders;
  if (a.children > 0) out["children"] = a.children;
  return out;
}

json to_json(const case_failed& a) {
  json out{{"finding", to_json(a.finding)}, {"seed", a.seed}, {"exercised", check::to_json(a.exercised)}};
  if (a.faults) out["faults"] = plan::to_json(*a.faults);
  if (!a.by_strategy.empty()) out["by_strategy"] = a.by_strategy;
  return out;
}

json to_json(const leaks_in_batch& a) { return {{"leaks_in_batch", a.cases}}; }
json to_json(const schedule_diverged& a) { return {{"diverged", a.step}, {"seed", a.seed}}; }
json to_json(const request_refused& a) { return {{"error", a.why}}; }

json to_json(const request_done& a) {
  json out{{"done", a.cases}};
  if (a.last) out["history"] = history::to_json(*a.last);
  if (a.ends) out["ends"] = true;
  return out;
}

std::optional<plan::faults> read_faults_in(const json& in) {
  if (!in.contains("faults")) return std::nullopt;
  return plan::read_faults_of_plan({in.at("faults"), "faults"});
}

case_begun read_begun(const json& in) {
  return {in.at("begin"), in.value("warm_up", false), read_faults_in(in)};
}

case_passed read_passed(const json& in) {
  case_passed out;
  out.seed = in.at("end");
  out.exercised = check::read_property_set(in.at("exercised"));
  if (in.contains("deviated")) out.deviated = check::read_property_set(in.at("deviated"));
  out.us = in.at("us");
  if (in.contains("schedules"))
    out.explored = {in.at("schedules"), in.value("steps", std::uint64_t{0}),
                    in.value("by_strategy", schedules_by_strategy{}), in.value("too_long", std::uint64_t{0})};
  if (in.contains("faults")) out.faults = {in.at("faults").at("tried"), in.at("faults").at("impossible")};
  out.lock_orders = in.value("lock_orders", 0u);
  out.children = in.value("children", 0u);
  return out;
}

case_failed read_failed(const json& in) {
  case_failed out{read_reported_finding(in.at("finding")), in.at("seed")};
  if (in.contains("exercised")) out.exercised = check::read_property_set(in.at("exercised"));
  out.faults = read_faults_in(in);
  out.by_strategy = in.value("by_strategy", schedules_by_strategy{});
  return out;
}

request_done read_done(const json& in) {
  request_done out{in.at("done")};
  if (in.contains("history")) out.last = history::read_history(in.at("history"));
  out.ends = in.value("ends", false);
  return out;
}

}  // namespace

std::string to_line(const answer& a) {
  const json out = std::visit([](const auto& one) { return to_json(one); }, a);
  return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<answer> read_answer(const std::string& line) {
  const auto in = json::parse(line, nullptr, false);
  if (in.is_discarded()) return std::nullopt;
  if (in.contains("begin")) return read_begun(in);
  if (in.contains("end")) return read_passed(in);
  if (in.contains("finding")) return read_failed(in);
  if (in.contains("done")) return read_done(in);
  if (in.contains("leaks_in_batch")) return leaks_in_batch{in.at("leaks_in_batch")};
  if (in.contains("diverged"))
    return schedule_diverged{in.at("diverged"), in.value("seed", std::uint64_t{0})};
  if (in.contains("error")) return request_refused{in.at("error")};
  return read_catalogue(in);
}

}  // namespace gauntlet::protocol
