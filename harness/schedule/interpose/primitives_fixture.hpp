#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

/// Small bodies for schedules, one for each synchronisation primitive. In each, two threads access the same
/// plain memory.
namespace gauntlet::schedule {

/// A primitive and its body. If `shared`, both threads use one primitive, which orders them. Otherwise each
/// thread has its own, which orders nothing: every schedule has a data race.
struct primitive {
  const char* name;
  const char* file;  ///< the file of this folder that interposes it, for example "mutexes"
  std::function<void(bool shared)> body;
};

/// Returns all primitives. The first call creates the list. Requires: the first call is not inside a
/// schedule.
[[nodiscard]] const std::vector<primitive>& primitives();
/// Returns the primitives that one file interposes.
[[nodiscard]] std::vector<primitive> primitives_of(const std::string& file);

/// Reads and writes the plain memory.
void touch();
/// Runs both functions on threads of their own, and joins them.
void both(const std::function<void()>& first, const std::function<void()>& second);

/// One thread writes the plain memory and then stores a flag with this memory order. Another thread acquires
/// the flag and then writes.
void published(std::memory_order order);
/// Two threads rethrow the same exception object. The last one destroys it.
void exception_shared_by_two();

}  // namespace gauntlet::schedule
