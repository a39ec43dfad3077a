#include "harness/protocol/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "harness/history/history_json.hpp"
#include "harness/protocol/schedule_faults.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 8> oracle_names{"property", "tsan",  "asan", "lsan",
                                                       "ubsan",    "crash", "hang", "oom"};

oracle oracle_named(const std::string& name) {
  const auto found = std::find(oracle_names.begin(), oracle_names.end(), name);
  if (found == oracle_names.end()) throw json::other_error::create(501, "unknown oracle " + name, nullptr);
  return static_cast<oracle>(found - oracle_names.begin());
}

}  // namespace

std::string_view name_of(oracle oracle) { return oracle_names[static_cast<std::size_t>(oracle)]; }

bool finding::has(std::string_view wanted) const {
  return key == wanted ||
         std::any_of(also.begin(), also.end(), [&](const reason& r) { return r.key == wanted; });
}

finding finding::told_as(std::string_view wanted) const {
  finding out = *this;
  const auto chosen =
      std::find_if(out.also.begin(), out.also.end(), [&](const reason& r) { return r.key == wanted; });
  if (key != wanted && chosen != out.also.end()) std::swap(static_cast<reason&>(out), *chosen);
  return out;
}

void finding::add_reason(reason more) {
  if (!has(more.key)) also.push_back(std::move(more));
}

void finding::add_sentence(std::string_view more) {
  if (!sentence.empty()) sentence += sentence.ends_with('.') ? " " : ". ";
  sentence += more;
}

std::string describe(const schedule_step& s) {
  auto text = fmt::format("thread {} {}", s.thread, s.does);
  return s.object == 0 ? text : fmt::format("{} (object {})", text, s.object);
}

namespace {

json to_json(const schedule_step& s) {
  json out{{"thread", s.thread}, {"does", s.does}};
  if (s.object != 0) out["object"] = s.object;
  if (!s.where.empty()) out["where"] = s.where;
  if (!s.in.empty()) out["in"] = s.in;
  if (s.switched) out["switched"] = true;
  if (s.preempted) out["preempted"] = true;
  return out;
}

schedule_step read_step(const json& in) {
  schedule_step s;
  s.thread = in.at("thread");
  s.does = in.at("does");
  s.object = in.value("object", 0u);
  s.where = in.value("where", "");
  s.in = in.value("in", "");
  s.switched = in.value("switched", false);
  s.preempted = in.value("preempted", false);
  return s;
}

}  // namespace

json to_json(const schedule_record& s) {
  json trace = json::array();
  for (const auto& step : s.trace) trace.push_back(to_json(step));
  return {{"strategy", s.strategy},
          {"number", s.number},
          {"steps", s.steps},
          {"switches", s.switches},
          {"preemptions", s.preemptions},
          {"fingerprint", s.fingerprint},
          {"decisions", s.decisions},
          {"switched", s.switched},
          {"draws", s.draws},
          {"faults", to_json(s.faults)},
          {"plain_accesses", s.plain_accesses},
          {"trace", std::move(trace)},
          {"waiting", s.waiting}};
}

schedule_record read_schedule(const json& in) {
  schedule_record s;
  s.strategy = in.at("strategy");
  s.number = in.at("number");
  s.steps = in.at("steps");
  s.switches = in.at("switches");
  s.preemptions = in.at("preemptions");
  s.fingerprint = in.at("fingerprint");
  s.faults = read_faults(plan::json_reader(in.at("faults"), "faults"));
  s.plain_accesses = in.value("plain_accesses", false);
  s.decisions = in.at("decisions").get<std::vector<std::uint16_t>>();
  s.switched = in.at("switched").get<std::vector<std::pair<std::uint32_t, std::uint32_t>>>();
  s.draws = in.at("draws").get<std::vector<std::uint16_t>>();
  s.waiting = in.value("waiting", s.waiting);
  for (const json& step : in.at("trace")) s.trace.push_back(read_step(step));
  return s;
}

namespace {

json to_json(const reason& r) {
  json out{
      {"oracle", name_of(r.oracle)}, {"key", r.key}, {"sentence", r.sentence}, {"evidence", json::array()}};
  for (const auto& ref : r.evidence) out["evidence"].push_back({ref.log, ref.index});
  return out;
}

reason read_reason(const json& in) {
  reason r{oracle_named(in.at("oracle")), in.at("key"), in.at("sentence"), {}};
  for (const json& ref : in.at("evidence")) r.evidence.push_back({ref.at(0), ref.at(1)});
  return r;
}

/// Journals of earlier versions hold only the key of another reason.
reason read_other_reason(const json& in) {
  return in.is_string() ? reason{oracle::property, in, "", {}} : read_reason(in);
}

}  // namespace

json to_json(const finding& f) {
  json out = to_json(static_cast<const reason&>(f));
  out["also"] = json::array();
  for (const auto& other : f.also) out["also"].push_back(to_json(other));
  if (!f.sanitizer.empty()) out["sanitizer"] = f.sanitizer;
  if (f.history) out["history"] = history::to_json(*f.history);
  if (f.schedule) out["schedule"] = to_json(*f.schedule);
  return out;
}

finding read_finding(const json& in) {
  finding f{read_reason(in), {}, in.value("sanitizer", ""), {}, {}};
  for (const json& other : in.at("also")) f.also.push_back(read_other_reason(other));
  if (in.contains("history")) f.history = history::read_history(in.at("history"));
  if (in.contains("schedule")) f.schedule = read_schedule(in.at("schedule"));
  return f;
}

finding read_reported_finding(const json& in) {
  try {
    return read_finding(in);
  } catch (const json::exception& why) {
    finding f;
    f.oracle = oracle::crash;
    f.key = "crash:spoilt-memory";
    f.sentence = fmt::format(
        "The runner reported a finding that cannot be read ({}). The subject has probably overwritten the "
        "memory of the runner.",
        why.what());
    return f;
  }
}

}  // namespace gauntlet::protocol
