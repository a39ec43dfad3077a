#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

/// Small bodies, one for each primitive, in which two threads write the same plain memory.
namespace gauntlet::schedule {

/// `shared`: the primitive orders the two threads. Otherwise each has a primitive of its own, which orders
/// nothing: a data race in every schedule.
struct primitive {
  const char* name;
  const char* file;  ///< of this folder, that interposes it: "mutexes"
  std::function<void(bool shared)> body;
};

/// All of them. The first call makes the list, and comes before any schedule.
[[nodiscard]] const std::vector<primitive>& primitives();
/// Those that one file interposes.
[[nodiscard]] std::vector<primitive> primitives_of(const std::string& file);

/// Writes the plain memory.
void touch();
/// Runs the two as threads, to their end.
void both(const std::function<void()>& first, const std::function<void()>& second);

/// Memory that is handed over by a flag, which is stored in this order.
void published(std::memory_order order);
/// Two threads that rethrow, and at last destroy, the same exception.
void exception_shared_by_two();

}  // namespace gauntlet::schedule
