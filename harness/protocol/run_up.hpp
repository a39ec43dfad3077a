#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "harness/plan/json_reader.hpp"

namespace gauntlet::protocol {

/// The cases that a runner ran before a case that fails only after them. They have consecutive seeds.
struct run_up {
  std::uint64_t first_seed = 0;
  std::uint32_t count = 0;
  std::uint32_t size = 100;  ///< of their plans, 1 to 100
  bool every_fault = false;  ///< each of them ran with every fault
  friend bool operator==(const run_up&, const run_up&) = default;
};

[[nodiscard]] nlohmann::json to_json(const run_up& cases);
/// Errors: plan::bad_input that names the field.
[[nodiscard]] run_up read_run_up(const plan::json_reader& in);

}  // namespace gauntlet::protocol
