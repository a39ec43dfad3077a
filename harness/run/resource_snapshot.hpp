#pragma once

#include <cstdint>

#include "harness/history/history.hpp"

namespace gauntlet::run {

/// What the process holds before a case: threads, file descriptors and objects of the harness. The difference
/// afterwards is what the case left behind. Threading: the driver's thread.
class resource_snapshot {
 public:
  /// Takes resource_snapshot.
  resource_snapshot();

  /// Threads of subjects that lived then.
  [[nodiscard]] std::uint32_t threads() const { return threads_; }

  /// How much more there is now. A descriptor counts only where it stays open for 50 ms: the watchdog opens
  /// some for an instant.
  [[nodiscard]] history::object_counts left() const;

 private:
  int free_descriptor_;
  std::uint32_t threads_;
  history::object_counts objects_;
};

}  // namespace gauntlet::run
