#pragma once

#include <cstdint>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Returns the plan of a seed. Guarantees: the plan is the same on every machine and in every flavour, and it
/// is possible for a subject with these capabilities. `size` (1 to 100) bounds the number of tasks; most
/// plans are small. Errors: std::logic_error if no theme fits the capabilities.
///
/// A plan has a *theme*: a workload that is likely to violate some property of an incorrect subject.
/// Examples: tasks that block until they are cancelled, a rendezvous of as many tasks as the limit allows, or
/// as many submits after a wait as there should be free permits. `perturb` then adds observations, spins,
/// delays at injection points and faults.
[[nodiscard]] plan generate(std::uint64_t seed, const capabilities& capabilities, std::uint32_t size = 100);

}  // namespace gauntlet::plan
