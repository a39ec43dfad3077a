#include "harness/protocol/schedule_faults.hpp"

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {

nlohmann::json to_json(const schedule::schedule_faults& faults) {
  return {{"spurious_wakeups", faults.spurious_wakeups},
          {"spurious_failures", faults.spurious_failures},
          {"failing_allocations", faults.failing_allocations},
          {"timeouts", faults.timeouts}};
}

schedule::schedule_faults read_faults(const plan::json_reader& in) {
  in.allow_only({"spurious_wakeups", "spurious_failures", "failing_allocations", "timeouts"});
  const auto count = [&](const char* field) { return in.has(field) ? in.at(field).u32() : 0; };
  return {count("spurious_wakeups"), count("spurious_failures"), count("failing_allocations"),
          count("timeouts")};
}

}  // namespace gauntlet::protocol
