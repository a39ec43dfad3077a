#pragma once

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "crew.hpp"
#include "error.hpp"

namespace gauntlet::subjects {

/// Loads parts 0 to count - 1, each on its own thread. Returns the join of all errors in the order of the
/// parts, each wrapped with the number of its part; empty if all parts were loaded. The threads are joined,
/// so their thread_local objects are destroyed before this returns.
///
/// Requires: `load(index)` returns an `error`; several threads may call it at the same time.
/// Errors: throws std::system_error if no thread can be created, after the started threads have ended.
template <class Load>
[[nodiscard]] error load_parts(std::size_t count, Load load) {
  std::vector<error> slots(count);
  {
    std::vector<std::jthread> threads;
    threads.reserve(count);
    for (std::size_t index = 0; index < count; ++index)
      threads.emplace_back([&load, &slots, index] {
        auto one = [&] { return load(index); };
        slots[index] = wrap("part " + std::to_string(index), run_captured(one));
      });
  }
  return join(slots);
}

}  // namespace gauntlet::subjects
