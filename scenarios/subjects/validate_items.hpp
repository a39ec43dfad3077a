#pragma once

#include <cstddef>
#include <string>

#include "collect_all.hpp"
#include "crew.hpp"
#include "error.hpp"

namespace gauntlet::subjects {

/// Validates items 0 to count - 1 concurrently, at most `limit` at a time. Returns the join of all errors in
/// the order of the items, each wrapped with the number of its item; empty if all items are valid.
///
/// Requires: `validate(index)` returns an `error`; several threads may call it at the same time.
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

/// The limit for a validator that calls a service which must not be overloaded.
inline constexpr std::ptrdiff_t gentle_limit = 10;

}  // namespace gauntlet::subjects
