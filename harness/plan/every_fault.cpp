#include "harness/plan/every_fault.hpp"

namespace gauntlet::plan {
namespace {

void add_each(std::vector<faults>& all, std::uint32_t faults::* fault, std::uint32_t times, plan base,
              const capabilities& can) {
  for (std::uint32_t k = 1; k <= times; ++k) {
    base.faults = {};
    base.faults.*fault = k;
    if (!why_impossible(base, can)) all.push_back(base.faults);
  }
}

}  // namespace

std::vector<faults> every_fault(const plan& base, const fault_opportunities& could, const capabilities& can) {
  std::vector<faults> all;
  add_each(all, &faults::thread_create_fails_at, could.threads, base, can);
  add_each(all, &faults::allocation_fails_at, could.allocations, base, can);
  add_each(all, &faults::move_fails_at, could.moves, base, can);
  return all;
}

}  // namespace gauntlet::plan
