#include "harness/plan/plan_json.hpp"

#include <array>

#include "harness/plan/json_reader.hpp"

namespace gauntlet::plan {
namespace {

using nlohmann::json;
using names = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 13> step_names{
    "delay",  "spin",       "yield", "check",         "await_cancel", "rendezvous",   "gate",
    "submit", "try_submit", "nest",  "cancel_parent", "callback",     "drop_callback"};
constexpr std::array<std::string_view, 13> driver_names{
    "submit",    "try_submit", "wait",       "cancel_parent", "await_cancel", "observe", "open_gate",
    "set_limit", "rest",       "lift_limit", "wait_for",      "wait_beside",  "callback"};
constexpr std::array<std::string_view, 6> ending_names{"ok", "fail", "raise", "nil", "raise_hostile", "exit"};
constexpr std::array<std::string_view, 3> shape_names{"leaf", "wrapped", "joined"};
constexpr std::array<std::string_view, 2> policy_names{"first", "all"};

constexpr std::array<std::pair<const char*, std::uint32_t faults::*>, 4> fault_fields{
    {{"thread_create_fails_at", &faults::thread_create_fails_at},
     {"allocation_fails_at", &faults::allocation_fails_at},
     {"move_fails_at", &faults::move_fails_at},
     {"spurious_wakeup_at", &faults::spurious_wakeup_at}}};

constexpr std::pair<const char*, bool capabilities::*> capability_flags[] = {
    {"context", &capabilities::context},
    {"cause", &capabilities::cause},
    {"zero_value", &capabilities::zero_value},
    {"parent", &capabilities::parent},
    {"deadline", &capabilities::deadline},
    {"limit", &capabilities::limit},
    {"set_limit", &capabilities::set_limit},
    {"try_submit", &capabilities::try_submit},
    {"child_submit", &capabilities::child_submit},
    {"nesting", &capabilities::nesting},
    {"joins", &capabilities::joins},
    {"repeat_wait", &capabilities::repeat_wait},
    {"reuse", &capabilities::reuse},
    {"timed_wait", &capabilities::timed_wait},
    {"callbacks", &capabilities::callbacks},
    {"abnormal_exit", &capabilities::abnormal_exit},
    {"joins_when_destroyed", &capabilities::joins_when_destroyed},
    {"joins_threads", &capabilities::joins_threads},
    {"runs_after_cancel", &capabilities::runs_after_cancel},
    {"ends_on_exception", &capabilities::ends_on_exception},
    {"starts_on_submit", &capabilities::starts_on_submit},
    {"thread_per_task", &capabilities::thread_per_task},
    {"explorable", &capabilities::explorable},
    {"error_trees", &capabilities::error_trees},
    {"waits_on_conditions", &capabilities::waits_on_conditions}};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& list, Enum value) {
  return list[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
Enum read_enum(const json_reader& in, const std::array<std::string_view, N>& list) {
  const auto& text = in.text();
  for (std::size_t i = 0; i < N; ++i)
    if (list[i] == text) return static_cast<Enum>(i);
  in.fail(fmt::format("\"{}\" is not known; use one of {}", text, fmt::join(list, ", ")));
}

template <class Step, std::size_t N>
json step_to_json(const Step& step, const std::array<std::string_view, N>& list) {
  return {{"do", name_in(list, step.kind)}, {"value", step.value}};
}

template <class Step, std::size_t N>
Step read_step(const json_reader& in, const std::array<std::string_view, N>& list) {
  in.allow_only({"do", "value"});
  Step step;
  step.kind = read_enum<decltype(step.kind)>(in.at("do"), list);
  step.value = in.has("value") ? in.at("value").u32() : 0;
  return step;
}

json to_json(const task& task) {
  json steps = json::array();
  for (const step& step : task.steps) steps.push_back(step_to_json(step, step_names));
  json out{{"steps", steps}, {"end", name_in(ending_names, task.end)}};
  if (task.shape != error_shape::leaf) out["shape"] = name_in(shape_names, task.shape);
  if (task.group != 0) out["group"] = task.group;
  return out;
}

task read_task(const json_reader& in) {
  in.allow_only({"steps", "end", "shape", "group"});
  task task;
  if (in.has("steps"))
    in.at("steps").each([&](const json_reader& s) { task.steps.push_back(read_step<step>(s, step_names)); });
  task.end = read_enum<ending>(in.at("end"), ending_names);
  if (in.has("shape")) task.shape = read_enum<error_shape>(in.at("shape"), shape_names);
  if (in.has("group")) task.group = in.at("group").u32(max_groups - 1);
  return task;
}

json to_json(const delay& delay) {
  json out{{"at", name_of(delay.at)}, {"us", delay.us}};
  if (delay.task >= 0) out["task"] = delay.task;
  return out;
}

delay read_delay(const json_reader& in) {
  in.allow_only({"at", "task", "us"});
  delay delay;
  delay.at = read_enum<injection_point>(in.at("at"), injection_point_names);
  delay.us = in.at("us").u32(max_delay_us);
  if (in.has("task")) delay.task = static_cast<std::int32_t>(in.at("task").u32(max_tasks - 1));
  return delay;
}

}  // namespace

json to_json(const faults& faults) {
  json out = json::object();
  for (const auto& [name, fault] : fault_fields)
    if (faults.*fault > 0) out[name] = faults.*fault;
  return out;
}

faults read_faults_of_plan(const json_reader& in) {
  in.allow_only({fault_fields[0].first, fault_fields[1].first, fault_fields[2].first, fault_fields[3].first});
  faults out;
  for (const auto& [name, fault] : fault_fields)
    if (in.has(name)) out.*fault = in.at(name).u32(1'000'000);
  return out;
}

json to_json(const plan& plan) {
  json out{
      {"version", plan_version}, {"policy", name_in(policy_names, plan.policy)}, {"context", plan.context}};
  if (plan.limit) out["limit"] = *plan.limit;
  if (plan.deadline_us) out["deadline_us"] = *plan.deadline_us;
  out["tasks"] = json::array();
  for (const task& task : plan.tasks) out["tasks"].push_back(to_json(task));
  out["driver"] = json::array();
  for (const driver_step& step : plan.driver) out["driver"].push_back(step_to_json(step, driver_names));
  if (!plan.delays.empty()) out["delays"] = json::array();
  for (const delay& delay : plan.delays) out["delays"].push_back(to_json(delay));
  if (plan.faults != faults{}) out["faults"] = to_json(plan.faults);
  return out;
}

plan read_plan(const json_reader& in) {
  in.allow_only(
      {"version", "policy", "context", "limit", "deadline_us", "tasks", "driver", "delays", "faults"});
  if (const auto version = in.at("version").integer(0, 1'000'000); version != plan_version)
    in.at("version").fail(
        fmt::format("version {} is not supported; this Gauntlet reads version {}", version, plan_version));
  plan plan;
  if (in.has("policy")) plan.policy = read_enum<error_policy>(in.at("policy"), policy_names);
  if (in.has("context")) plan.context = in.at("context").boolean();
  if (in.has("limit")) plan.limit = in.at("limit").u32(1'000'000);
  if (in.has("deadline_us")) plan.deadline_us = in.at("deadline_us").u32(10'000'000);
  in.at("tasks").each([&](const json_reader& t) { plan.tasks.push_back(read_task(t)); });
  in.at("driver").each(
      [&](const json_reader& s) { plan.driver.push_back(read_step<driver_step>(s, driver_names)); });
  if (in.has("delays"))
    in.at("delays").each([&](const json_reader& d) { plan.delays.push_back(read_delay(d)); });
  if (in.has("faults")) plan.faults = read_faults_of_plan(in.at("faults"));
  return plan;
}

json to_json(const capabilities& c) {
  json out{{"policy", name_in(policy_names, c.policy)}};
  for (const auto& [name, flag] : capability_flags) out[name] = c.*flag;
  out["max_tasks"] = c.max_tasks;
  out["concurrency"] = c.concurrency;
  out["fixed_limit"] = c.fixed_limit;
  return out;
}

capabilities read_capabilities(const json_reader& in) {
  capabilities c;
  c.policy = read_enum<error_policy>(in.at("policy"), policy_names);
  // A flag that is newer than the file keeps its default value.
  for (const auto& [name, flag] : capability_flags)
    if (in.has(name)) c.*flag = in.at(name).boolean();
  c.max_tasks = in.at("max_tasks").u32(max_tasks);
  c.concurrency = in.at("concurrency").u32();
  c.fixed_limit = static_cast<std::int32_t>(in.at("fixed_limit").integer(-1, 1'000'000));
  return c;
}

}  // namespace gauntlet::plan
