#pragma once

#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "harness/schedule/process_activity.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {

/// Reports a case that will never end. A time limit alone cannot decide this: on a busy machine a correct
/// case may make no progress for a long time.
/// A case is in a *deadlock* if, for `quiet_ms`, every thread of the process sleeps and none is scheduled
/// (its count of context switches does not change). `quiet_ms` is far longer than the longest sleep of a
/// plan. A case that makes no progress for `patience_ms` is in a *livelock*.
class watchdog {
 public:
  struct limits {
    std::uint32_t quiet_ms = 300;
    std::uint32_t patience_ms = 60'000;
  };
  enum class reason : std::uint8_t { deadlock, livelock };

  /// Starts the thread of the watchdog. `on_hang` is called on that thread, at most once. `progress`: a
  /// number that changes whenever the case makes progress, read on that thread; null: a case makes progress
  /// only by its end.
  watchdog(limits limits, std::function<void(reason)> on_hang, std::uint64_t (*progress)() = nullptr);
  ~watchdog();
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;

  /// Sets `patience_ms` for the cases that begin from now on.
  void set_patience(std::uint32_t patience_ms) { patience_ms_.store(patience_ms); }
  /// Marks the begin and the end of a case. Memory ordering: `begin` releases the writes of the caller to the
  /// thread of the watchdog, and to no other thread.
  void begin();
  void end();

 private:
  void run();
  bool quiet_since_last_sample(const process_activity& now);

  limits limits_;
  unsynchronised_atomic<std::uint32_t> patience_ms_;
  std::function<void(reason)> on_hang_;
  std::uint64_t (*progress_)();
  // The threads that exist outside any case, such as those of a sanitizer and parked carriers; sorted.
  std::vector<int> bystanders_;
  std::uint64_t last_sample_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t case_ = 0;
  unsynchronised_atomic<std::uint32_t> stop_;
  std::thread thread_;
};

}  // namespace gauntlet::schedule
