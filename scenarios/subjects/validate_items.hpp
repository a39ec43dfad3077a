#pragma once

#include <cstddef>
#include <string>

#include "collect_all.hpp"
#include "crew.hpp"
#include "error.hpp"

namespace gauntlet::subjects {

/// Validates items 0 to count - 1 in parallel, at most `limit` at a time, and gives all their errors, in the
/// order of the items, each wrapped with the item that it is about; none where all are valid.
///
/// Requires: `validate(index)` gives an `error`, and may be called by several threads at once.
template <class Validate>
[[nodiscard]] error validate_items(std::size_t count, Validate validate,
                                   std::ptrdiff_t limit = collect_all::unlimited) {
  collect_all group(count, limit);
  for (std::size_t index = 0; index < count; ++index)
    group.go([&validate, index] {
      auto one = [&] { return validate(index); };
      return wrap("item " + std::to_string(index), run_captured(one));
    });
  return group.wait();
}

/// How many items are validated at a time where the validator is a service that must not be flooded.
inline constexpr std::ptrdiff_t gentle_limit = 10;

}  // namespace gauntlet::subjects
