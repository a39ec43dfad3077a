#pragma once

#include <cstdint>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Makes the plan of a seed: always the same, on every machine and in every flavour, always possible for a
/// subject with these capabilities. `size` (1 to 100) bounds how large it gets; most plans are small.
///
/// A plan is drawn around a *theme*: a workload that is sharp for some property (tasks that block until they
/// are cancelled, a rendezvous of as many tasks as the limit allows, a census of the permits after a wait,
/// …), and is then perturbed with looks, spins, delays at injection points and faults.
[[nodiscard]] plan generate(std::uint64_t seed, const capabilities& capabilities, std::uint32_t size = 100);

}  // namespace gauntlet::plan
