#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "harness/plan/draft.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {

/// A workload that is sharp for some property: it appends tasks and driver steps to a draft.
struct theme {
  std::string_view name;
  std::uint32_t weight = 1;  ///< how often it is drawn, in relation to the others
  void (*draw)(draft&) = nullptr;
};

/// Every theme, in the order that decides which one a seed draws.
[[nodiscard]] std::span<const theme> all_themes();
[[nodiscard]] const theme& any_theme(prng& random);

}  // namespace gauntlet::plan
