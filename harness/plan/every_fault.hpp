#pragma once

#include <cstdint>
#include <vector>

#include "harness/plan/capabilities.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// How often each fault of a plan could have struck while a case ran.
struct fault_opportunities {
  std::uint32_t threads = 0;      ///< that the subject created
  std::uint32_t allocations = 0;  ///< inside the driver's submits
  std::uint32_t moves = 0;        ///< of callables, likewise
  friend bool operator==(const fault_opportunities&, const fault_opportunities&) = default;
};

/// Every single fault that this plan can have: the k-th thread creation, allocation or move fails, for every k. Those
/// with which no right subject could run the plan to its end are left out. SQLite tests so, with every allocation.
[[nodiscard]] std::vector<faults> every_fault(const plan& base, const fault_opportunities& could,
                                              const capabilities& can);

}  // namespace gauntlet::plan
