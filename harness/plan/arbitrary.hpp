#pragma once

#include <rapidcheck.h>

#include <algorithm>

#include "harness/plan/generate.hpp"
#include "harness/plan/shrink.hpp"

namespace gauntlet::plan {

/// Returns rapidcheck's generator of plans for a subject with these capabilities. rapidcheck provides the
/// seed and the size. It shrinks with `simpler`, so it reports a small plan for which a property fails.
[[nodiscard]] inline rc::Gen<plan> arbitrary_plan(capabilities can) {
  return [can](rc::Random random, int size) {
    plan start = generate(random.next(), can, static_cast<std::uint32_t>(std::clamp(size, 1, 100)));
    return rc::shrinkable::shrinkRecur(
        std::move(start), [can](const plan& p) { return rc::seq::fromContainer(simpler(p, can)); });
  };
}

}  // namespace gauntlet::plan
