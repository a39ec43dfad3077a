#include "harness/protocol/run_up.hpp"

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {

nlohmann::json to_json(const run_up& cases) {
  return {{"first_seed", cases.first_seed},
          {"count", cases.count},
          {"size", cases.size},
          {"every_fault", cases.every_fault}};
}

run_up read_run_up(const plan::json_reader& in) {
  in.allow_only({"first_seed", "count", "size", "every_fault"});
  return {in.at("first_seed").u64(), in.at("count").u32(),
          static_cast<std::uint32_t>(in.at("size").integer(1, 100)), in.at("every_fault").boolean()};
}

}  // namespace gauntlet::protocol
