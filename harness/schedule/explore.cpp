#include "harness/schedule/explore.hpp"

#include <iterator>

#include "harness/schedule/describe_wait.hpp"
#include "harness/schedule/strategies/depth_first.hpp"
#include "harness/schedule/strategies/pct.hpp"
#include "harness/schedule/strategies/pos.hpp"
#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/strategies/surw.hpp"
#include "harness/schedule/strategy_names.hpp"

namespace gauntlet::schedule {
namespace {

void call_body(void* body) { (*static_cast<const std::function<void()>*>(body))(); }

}  // namespace

outcome run_schedule(strategy& chooser, const std::function<void()>& body, const schedule_limits& limits,
                     const schedule_faults& faults) {
  return run_one_schedule(chooser, call_body, const_cast<std::function<void()>*>(&body), limits, faults);
}

std::vector<std::uint16_t> last_decisions() {
  const flight_record& last = last_flight_record();
  return {last.decisions, last.decisions + last.decision_count};
}

std::vector<waiting_thread> waiting_threads() {
  const flight_record& last = last_flight_record();
  return {last.waiting, last.waiting + last.waiting_count};
}

std::string describe(const waiting_thread& waiting) {
  return "thread " + std::to_string(waiting.id) + " " + describe_wait(waiting);
}

std::unique_ptr<strategy> strategy_named(const std::string& name) {
  if (name == "random walk") return std::make_unique<random_walk>();
  if (name == "sticky walk") return std::make_unique<sticky_walk>();
  if (name == "PCT") return std::make_unique<pct>();
  if (name == "POS") return std::make_unique<pos>();
  if (name == "SURW") return std::make_unique<surw>();
  if (name == "depth first") return std::make_unique<depth_first>();
  return nullptr;
}

std::vector<std::string> strategy_names() {
  return {std::begin(strategies_by_name), std::end(strategies_by_name)};
}

}  // namespace gauntlet::schedule
