#include "harness/protocol/request.hpp"

#include <algorithm>
#include <iterator>

#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/protocol/schedule_faults.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;
using plan::json_reader;

constexpr std::string_view kind_names[] = {"list", "cases", "plan"};
constexpr std::string_view lock_orders_names[] = {"warn", "error", "ignore"};

json to_json(const exploration& e) {
  json out{{"schedules", e.schedules}, {"strategies", e.strategies}};
  if (e.faults != schedule::schedule_faults{}) out["faults"] = protocol::to_json(e.faults);
  if (e.plain_accesses) out["plain_accesses"] = true;
  if (e.alternate_plain_accesses) out["alternate_plain_accesses"] = true;
  if (e.decisions) out["decisions"] = *e.decisions;
  if (e.switches) out["switches"] = *e.switches;
  if (!e.draws.empty()) out["draws"] = e.draws;
  return out;
}

exploration read_exploration(const json_reader& in) {
  in.allow_only({"schedules", "strategies", "faults", "plain_accesses", "alternate_plain_accesses",
                 "decisions", "switches", "draws"});
  exploration e;
  if (in.has("schedules")) e.schedules = in.at("schedules").u32();
  if (in.has("strategies"))
    in.at("strategies").each([&](const json_reader& s) { e.strategies.push_back(s.text()); });
  if (in.has("faults")) e.faults = read_faults(in.at("faults"));
  if (in.has("plain_accesses")) e.plain_accesses = in.at("plain_accesses").boolean();
  if (in.has("alternate_plain_accesses"))
    e.alternate_plain_accesses = in.at("alternate_plain_accesses").boolean();
  if (in.has("decisions")) e.decisions = in.at("decisions").u16s();
  if (in.has("draws")) e.draws = in.at("draws").u16s();
  if (in.has("switches")) {
    e.switches.emplace();
    in.at("switches").each([&](const json_reader& pair) {
      std::vector<std::uint32_t> numbers;
      pair.each([&](const json_reader& n) { numbers.push_back(n.u32()); });
      if (numbers.size() != 2) pair.fail("expected two numbers: a step and a thread");
      e.switches->emplace_back(numbers[0], numbers[1]);
    });
  }
  return e;
}

}  // namespace

std::optional<lock_orders> lock_orders_named(std::string_view text) {
  const auto* const found = std::find(std::begin(lock_orders_names), std::end(lock_orders_names), text);
  if (found == std::end(lock_orders_names)) return std::nullopt;
  return static_cast<lock_orders>(found - std::begin(lock_orders_names));
}

std::string to_line(const request& r) {
  json out{{"request", kind_names[static_cast<std::size_t>(r.what)]}};
  if (r.what != request::kind::list) {
    out["subject"] = r.subject;
    out["seed"] = r.first_seed;
    out["count"] = r.count;
    out["size"] = r.size;
    out["leak_check_each"] = r.leak_check_each;
    out["keep_going"] = r.keep_going;
    out["every_fault"] = r.every_fault;
    if (r.on_lock_order != lock_orders::warn)
      out["lock_orders"] = lock_orders_names[static_cast<std::size_t>(r.on_lock_order)];
    if (r.patience_ms) out["patience_ms"] = *r.patience_ms;
    out["with_history"] = r.with_history;
    out["properties"] = r.properties;
  }
  if (r.plan) out["plan"] = plan::to_json(*r.plan);
  if (r.explore) out["explore"] = to_json(*r.explore);
  return out.dump() + "\n";
}

request read_request(const std::string& line) {
  const json document = json::parse(line, nullptr, false);
  if (document.is_discarded()) throw plan::bad_input("the request is not JSON");
  const json_reader in(document, "");
  in.allow_only({"request", "subject", "seed", "count", "size", "leak_check_each", "keep_going",
                 "every_fault", "lock_orders", "patience_ms", "with_history", "properties", "plan",
                 "explore"});
  request r;
  const auto& kind = in.at("request").text();
  if (kind == kind_names[0]) return r;
  if (kind == kind_names[1])
    r.what = request::kind::cases;
  else if (kind == kind_names[2])
    r.what = request::kind::plan;
  else
    in.at("request").fail("expected list, cases or plan");
  r.subject = in.at("subject").text();
  if (in.has("seed")) r.first_seed = in.at("seed").u64();
  if (in.has("count")) r.count = in.at("count").u32();
  if (in.has("size")) r.size = static_cast<std::uint32_t>(in.at("size").integer(1, 100));
  if (in.has("leak_check_each")) r.leak_check_each = in.at("leak_check_each").boolean();
  if (in.has("keep_going")) r.keep_going = in.at("keep_going").boolean();
  if (in.has("every_fault")) r.every_fault = in.at("every_fault").boolean();
  if (in.has("lock_orders")) {
    const auto policy = lock_orders_named(in.at("lock_orders").text());
    if (!policy) in.at("lock_orders").fail("expected warn, error or ignore");
    r.on_lock_order = *policy;
  }
  if (in.has("patience_ms"))
    r.patience_ms = static_cast<std::uint32_t>(in.at("patience_ms").integer(1, 3'600'000));
  if (in.has("with_history")) r.with_history = in.at("with_history").boolean();
  if (in.has("properties"))
    in.at("properties").each([&](const json_reader& p) { r.properties.push_back(p.text()); });
  if (r.what == request::kind::plan) r.plan = plan::read_plan(in.at("plan"));
  if (in.has("explore")) r.explore = read_exploration(in.at("explore"));
  return r;
}

}  // namespace gauntlet::protocol
