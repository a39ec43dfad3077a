#pragma once

#include <cstdint>
#include <vector>

#include "gauntlet/detail/capabilities.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// How often each fault of a plan could have struck while a case ran.
struct fault_opportunities {
  std::uint32_t threads = 0;      ///< that the subject created
  std::uint32_t allocations = 0;  ///< inside the driver's submits
  std::uint32_t moves = 0;        ///< of callables, likewise
  friend bool operator==(const fault_opportunities&, const fault_opportunities&) = default;
};

/// The most of both: of several schedules of one case.
[[nodiscard]] fault_opportunities most_of(const fault_opportunities& a, const fault_opportunities& b);

struct single_faults {
  std::vector<faults> possible;  ///< each with one fault
  std::uint32_t impossible = 0;  ///< how many this plan can't have: it would block, or leave open which
                                 ///< submit fails; without those that no plan for the subject can have
};

/// The plan with every single fault in turn: the k-th thread creation, allocation or move fails, for every k.
/// As SQLite tests with every allocation (https://www.sqlite.org/testing.html, "Out-Of-Memory Testing").
[[nodiscard]] single_faults every_fault(plan base, const fault_opportunities& could, const capabilities& can);

}  // namespace gauntlet::plan
