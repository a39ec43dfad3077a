#include "harness/protocol/journal_entry.hpp"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "harness/check/property_set_json.hpp"
#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

json entry_of(const char* kind, const job_id& job) {
  return {{"entry", kind}, {"subject", job.subject}, {"flavour", job.flavour}};
}
job_id read_job(const json& in) { return {in.at("subject"), in.at("flavour")}; }

plan::plan read_plan(const json& in, const char* field) { return plan::read_plan({in.at(field), field}); }

json write(const campaign_begun& e) {
  json out{
      {"entry", "campaign"},    {"command", e.command},   {"seed", e.seed}, {"started", e.started},
      {"budget", e.budget},     {"jobs", e.jobs},         {"mode", e.mode}, {"every_fault", e.every_fault},
      {"gauntlet", e.gauntlet}, {"compiler", e.compiler}, {"os", e.os},     {"cpus", e.cpus},
      {"runners", e.runners},   {"folder", e.folder}};
  return out;
}

json write(const catalogue_listed& e) {
  json out = to_json(catalogue{"", "", e.subjects, e.properties});
  out.erase("flavour");
  out.erase("compiler");
  out["entry"] = "catalogue";
  return out;
}

json write(const job_begun& e) { return entry_of("job", e.job); }

json write(const job_ended& e) {
  auto out = entry_of("job_done", e.job);
  out["seconds"] = e.seconds;
  if (e.out_of_time) out["out_of_time"] = true;
  return out;
}

json write(const passed_entry& e) {
  auto out = entry_of("passed", e.job);
  const auto& p = e.passed;
  out.update({{"seed", p.seed}, {"exercised", check::to_json(p.exercised)}, {"us", p.us}});
  if (!p.deviated.empty()) out["deviated"] = check::to_json(p.deviated);
  if (p.faults) out["faults"] = {{"tried", p.faults->tried}, {"impossible", p.faults->impossible}};
  if (p.lock_orders > 0) out["lock_orders"] = p.lock_orders;
  if (p.children > 0) out["children"] = p.children;
  if (p.explored)
    out.update({{"schedules", p.explored->schedules}, {"by_strategy", p.explored->by_strategy}});
  if (p.explored && p.explored->too_long > 0) out["too_long"] = p.explored->too_long;
  return out;
}

json write(const failed_entry& e) {
  auto out = entry_of("failed", e.job);
  out.update({{"seed", e.seed},
              {"exercised", check::to_json(e.exercised)},
              {"keys", e.keys},
              {"sentence", e.sentence},
              {"seconds", e.seconds},
              {"schedules", e.schedules},
              {"strategy", e.strategy},
              {"by_strategy", e.by_strategy},
              {"plan", plan::to_json(e.plan)}});
  return out;
}

json write(const reduced_entry& e) {
  auto out = entry_of("reduced", e.job);
  out.update({{"seed", e.seed},
              {"case_file", e.case_file},
              {"finding", to_json(e.finding)},
              {"original", plan::to_json(e.original)},
              {"plan", plan::to_json(e.plan)},
              {"plan_text", e.plan_text},
              {"faults_text", e.faults_text},
              {"candidates", e.candidates},
              {"failed", e.failed},
              {"runs", e.runs}});
  if (e.run_up) out["run_up"] = to_json(*e.run_up);
  if (e.first_schedule) out["first_schedule"] = to_json(*e.first_schedule);
  if (!e.confirmed_in.empty()) out["confirmed_in"] = e.confirmed_in;
  return out;
}

json write(const limits_measured& e) { return {{"entry", "limits"}, {"limits", json::parse(e.limits)}}; }

json write(const campaign_ended& e) {
  return {{"entry", "end"}, {"seconds", e.seconds}, {"interrupted", e.interrupted}};
}

campaign_begun read_campaign(const json& in) {
  campaign_begun e;
  e.command = in.value("command", "");
  e.seed = in.at("seed");
  e.started = in.value("started", "");
  e.budget = in.value("budget", "");
  e.jobs = in.value("jobs", 0u);
  e.mode = in.value("mode", "");
  e.every_fault = in.value("every_fault", false);
  e.gauntlet = in.value("gauntlet", "");
  e.compiler = in.value("compiler", "");
  e.os = in.value("os", "");
  e.cpus = in.value("cpus", 0u);
  e.runners = in.value("runners", "");
  e.folder = in.value("folder", "");
  return e;
}

catalogue_listed read_listed(const json& in) {
  auto listed = read_catalogue(in);
  return {std::move(listed.subjects), std::move(listed.properties)};
}

job_ended read_job_ended(const json& in) {
  return {read_job(in), in.at("seconds"), in.value("out_of_time", false)};
}

passed_entry read_passed(const json& in) {
  passed_entry e{read_job(in), {}};
  auto& p = e.passed;
  p.seed = in.value("seed", std::uint64_t{0});
  p.exercised = check::read_property_set(in.at("exercised"));
  if (in.contains("deviated")) p.deviated = check::read_property_set(in.at("deviated"));
  p.us = in.value("us", std::uint64_t{0});
  if (in.contains("faults")) p.faults = {in.at("faults").at("tried"), in.at("faults").at("impossible")};
  p.lock_orders = in.value("lock_orders", 0u);
  p.children = in.value("children", 0u);
  if (in.contains("schedules"))
    p.explored = {in.at("schedules"), 0, in.value("by_strategy", schedules_by_strategy{}),
                  in.value("too_long", std::uint64_t{0})};
  return e;
}

failed_entry read_failed(const json& in) {
  failed_entry e;
  e.job = read_job(in);
  e.seed = in.value("seed", std::uint64_t{0});
  e.exercised = check::read_property_set(in.at("exercised"));
  e.keys = in.at("keys").get<std::vector<std::string>>();
  e.sentence = in.value("sentence", "");
  e.seconds = in.at("seconds");
  e.schedules = in.value("schedules", std::uint64_t{0});
  e.strategy = in.value("strategy", "");
  e.by_strategy = in.value("by_strategy", schedules_by_strategy{});
  if (in.contains("plan")) e.plan = read_plan(in, "plan");
  return e;
}

reduced_entry read_reduced(const json& in) {
  reduced_entry e;
  e.job = read_job(in);
  e.seed = in.at("seed");
  e.case_file = in.at("case_file");
  e.finding = read_finding(in.at("finding"));
  e.original = read_plan(in, "original");
  e.plan = read_plan(in, "plan");
  e.plan_text =
      in.contains("plan_text") ? in.at("plan_text").get<std::vector<std::string>>() : plan::describe(e.plan);
  e.faults_text = in.contains("faults_text") ? in.at("faults_text").get<std::vector<std::string>>()
                                             : plan::describe_faults(e.plan);
  e.candidates = in.at("candidates");
  e.failed = in.at("failed");
  e.runs = in.at("runs");
  if (in.contains("run_up")) e.run_up = read_run_up({in.at("run_up"), "run_up"});
  if (in.contains("first_schedule")) e.first_schedule = read_schedule(in.at("first_schedule"));
  e.confirmed_in = in.value("confirmed_in", "");
  return e;
}

campaign_ended read_ended(const json& in) { return {in.at("seconds"), in.at("interrupted")}; }

}  // namespace

json to_json(const journal_entry& entry) {
  return std::visit([](const auto& e) { return write(e); }, entry);
}

journal_entry read_journal_entry(const json& in) {
  const std::string_view kind = in.at("entry").get_ref<const std::string&>();
  if (kind == "campaign") return read_campaign(in);
  if (kind == "catalogue") return read_listed(in);
  if (kind == "job") return job_begun{read_job(in)};
  if (kind == "job_done") return read_job_ended(in);
  if (kind == "passed") return read_passed(in);
  if (kind == "failed") return read_failed(in);
  if (kind == "reduced") return read_reduced(in);
  if (kind == "limits") return limits_measured{in.at("limits").dump()};
  if (kind == "end") return read_ended(in);
  throw json::other_error::create(501, "unknown entry \"" + std::string(kind) + "\"", nullptr);
}

}  // namespace gauntlet::protocol
