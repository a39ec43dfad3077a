#pragma once

#include <cstdint>
#include <vector>

#include "gauntlet/detail/capabilities.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// How many operations of a case each kind of fault could have made fail.
struct fault_opportunities {
  std::uint32_t threads = 0;      ///< thread creations by the subject
  std::uint32_t allocations = 0;  ///< allocations inside the driver's submits
  std::uint32_t moves = 0;        ///< moves of callables inside the driver's submits
  friend bool operator==(const fault_opportunities&, const fault_opportunities&) = default;
};

/// Returns the larger of each number, to combine several schedules of one case.
[[nodiscard]] fault_opportunities most_of(const fault_opportunities& a, const fault_opportunities& b);

struct single_faults {
  std::vector<faults> possible;  ///< each has one fault
  /// How many faults this plan cannot have, because it would block, or because the plan would not determine
  /// which submit fails. Faults that no plan for the subject can have are not counted.
  std::uint32_t impossible = 0;
};

/// Returns every single fault of a plan: the k-th thread creation, allocation or move fails, for every k. The
/// faults that `base` has are ignored. Source: SQLite's tests of every allocation
/// (https://www.sqlite.org/testing.html, "Out-Of-Memory Testing").
[[nodiscard]] single_faults every_fault(plan base, const fault_opportunities& could, const capabilities& can);

}  // namespace gauntlet::plan
