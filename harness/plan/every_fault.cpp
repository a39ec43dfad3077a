#include "harness/plan/every_fault.hpp"

#include <algorithm>
#include <utility>

namespace gauntlet::plan {

fault_opportunities most_of(const fault_opportunities& a, const fault_opportunities& b) {
  return {std::max(a.threads, b.threads), std::max(a.allocations, b.allocations), std::max(a.moves, b.moves)};
}

single_faults every_fault(plan base, const fault_opportunities& could, const capabilities& can) {
  const std::pair<std::uint32_t faults::*, std::uint32_t> kinds[] = {
      {&faults::thread_create_fails_at, could.threads},
      {&faults::allocation_fails_at, could.allocations},
      {&faults::move_fails_at, could.moves}};
  single_faults out;
  for (const auto& [fault, times] : kinds)
    for (std::uint32_t k = 1; k <= times; ++k) {
      base.faults = {};
      base.faults.*fault = k;
      if (why_impossible(base.faults, can)) break;
      if (why_impossible(base, can))
        ++out.impossible;
      else
        out.possible.push_back(base.faults);
    }
  return out;
}

}  // namespace gauntlet::plan
