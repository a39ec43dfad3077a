#pragma once

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "crew.hpp"
#include "error.hpp"

namespace gauntlet::subjects {

/// Loads parts 0 to count - 1, each on a thread of its own, and gives all their errors, in the order of the
/// parts, each wrapped with the part that it is about; none where all were loaded. The threads are joined:
/// what they keep in thread_locals is destroyed when this returns.
///
/// Requires: `load(index)` gives an `error`, and may be called by several threads at once.
/// Errors: std::system_error where no thread can be had; those that were started have then ended.
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
