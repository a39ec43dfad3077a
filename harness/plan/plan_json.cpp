#include "harness/plan/plan_json.hpp"

#include <array>

#include "harness/plan/json_reader.hpp"

namespace gauntlet::plan {
namespace {

using nlohmann::json;
using names = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 10> step_names{"delay",        "spin",         "yield", "check",
                                                      "await_cancel", "rendezvous",   "gate",  "submit",
                                                      "nest",         "cancel_parent"};
constexpr std::array<std::string_view, 9> driver_names{"submit",        "try_submit",   "wait",
                                                       "cancel_parent", "await_cancel", "observe",
                                                       "open_gate",     "set_limit",    "rest"};
constexpr std::array<std::string_view, 3> ending_names{"ok", "fail", "raise"};
constexpr std::array<std::string_view, 3> shape_names{"leaf", "wrapped", "joined"};
constexpr std::array<std::string_view, 2> policy_names{"first", "all"};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& list, Enum value) {
  return list[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
Enum read_enum(const json_reader& in, const std::array<std::string_view, N>& list) {
  const auto& text = in.text();
  for (std::size_t i = 0; i < N; ++i)
    if (list[i] == text) return static_cast<Enum>(i);
  in.fail(fmt::format("\"{}\" is not known; take one of {}", text, fmt::join(list, ", ")));
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
  if (plan.faults.thread_create_fails_at > 0)
    out["faults"]["thread_create_fails_at"] = plan.faults.thread_create_fails_at;
  if (plan.faults.allocation_fails_at > 0)
    out["faults"]["allocation_fails_at"] = plan.faults.allocation_fails_at;
  return out;
}

plan read_plan(const json_reader& in) {
  in.allow_only(
      {"version", "policy", "context", "limit", "deadline_us", "tasks", "driver", "delays", "faults"});
  if (const auto version = in.at("version").integer(0, 1'000'000); version != plan_version)
    in.at("version").fail(
        fmt::format("version {} is not known; this Gauntlet reads version {}", version, plan_version));
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
  if (in.has("faults")) {
    const auto faults = in.at("faults");
    faults.allow_only({"thread_create_fails_at", "allocation_fails_at"});
    if (faults.has("thread_create_fails_at"))
      plan.faults.thread_create_fails_at = faults.at("thread_create_fails_at").u32(1'000'000);
    if (faults.has("allocation_fails_at"))
      plan.faults.allocation_fails_at = faults.at("allocation_fails_at").u32(1'000'000);
  }
  return plan;
}

json to_json(const capabilities& c) {
  return {{"policy", name_in(policy_names, c.policy)},
          {"context", c.context},
          {"cause", c.cause},
          {"parent", c.parent},
          {"deadline", c.deadline},
          {"limit", c.limit},
          {"set_limit", c.set_limit},
          {"try_submit", c.try_submit},
          {"child_submit", c.child_submit},
          {"nesting", c.nesting},
          {"joins", c.joins},
          {"repeat_wait", c.repeat_wait},
          {"reuse", c.reuse},
          {"starts_on_submit", c.starts_on_submit},
          {"thread_per_task", c.thread_per_task},
          {"explorable", c.explorable},
          {"error_trees", c.error_trees},
          {"max_tasks", c.max_tasks},
          {"concurrency", c.concurrency},
          {"fixed_limit", c.fixed_limit}};
}

capabilities read_capabilities(const json_reader& in) {
  capabilities c;
  c.policy = read_enum<error_policy>(in.at("policy"), policy_names);
  const std::initializer_list<std::pair<std::string_view, bool*>> flags{
      {"context", &c.context},
      {"cause", &c.cause},
      {"parent", &c.parent},
      {"deadline", &c.deadline},
      {"limit", &c.limit},
      {"set_limit", &c.set_limit},
      {"try_submit", &c.try_submit},
      {"child_submit", &c.child_submit},
      {"nesting", &c.nesting},
      {"joins", &c.joins},
      {"repeat_wait", &c.repeat_wait},
      {"reuse", &c.reuse},
      {"starts_on_submit", &c.starts_on_submit},
      {"thread_per_task", &c.thread_per_task},
      {"explorable", &c.explorable},
      {"error_trees", &c.error_trees}};
  for (const auto& [name, flag] : flags)
    if (in.has(name)) *flag = in.at(name).boolean();  // a younger one than the file keeps what it begins with
  c.max_tasks = in.at("max_tasks").u32(max_tasks);
  c.concurrency = in.at("concurrency").u32();
  c.fixed_limit = static_cast<std::int32_t>(in.at("fixed_limit").integer(-1, 1'000'000));
  return c;
}

}  // namespace gauntlet::plan
