#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "harness/plan/draft.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {

/// A workload that is likely to violate some property of an incorrect subject. `draw` appends tasks and
/// driver steps to a draft.
struct theme {
  std::string_view name;
  std::uint32_t weight = 1;  ///< how often it is chosen, relative to the others
  void (*draw)(draft&) = nullptr;
};

/// Returns every theme, in the order that determines the theme of a seed.
[[nodiscard]] std::span<const theme> all_themes();
/// Returns a random theme, in proportion to the weights.
[[nodiscard]] const theme& random_theme(prng& random);

}  // namespace gauntlet::plan
