#pragma once

#include <cstdint>

#include "harness/history/history.hpp"

namespace gauntlet::run {

/// The resources that the process holds before a case: threads, file descriptors and live objects of the
/// harness. The increase after the case is what the case leaked. Threading: the driver's thread.
class resource_snapshot {
 public:
  /// Takes the snapshot.
  resource_snapshot();

  /// The number of threads of subjects that ran when the snapshot was taken.
  [[nodiscard]] std::uint32_t threads() const { return threads_; }

  /// Returns the increase since the snapshot. A descriptor counts only if it stays open for 50 ms, because
  /// the watchdog opens files in /proc for a short time.
  [[nodiscard]] history::object_counts left() const;

 private:
  int free_descriptor_;
  std::uint32_t threads_;
  history::object_counts objects_;
};

}  // namespace gauntlet::run
