#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <set>
#include <thread>

namespace gauntlet::runner {

/// Reports a case that will never end. A time limit alone cannot decide this: on a busy machine a correct
/// case may make no progress for a long time.
/// A case is in a *deadlock* if, for `quiet_ms`, every thread of the process sleeps and none is scheduled
/// (its count of context switches does not change). `quiet_ms` is far longer than the longest sleep of a
/// plan. A case that still runs after `patience_ms` is in a *livelock*.
class watchdog {
 public:
  struct limits {
    std::uint32_t quiet_ms = 300;
    std::uint32_t patience_ms = 60'000;
  };
  enum class reason : std::uint8_t { deadlock, livelock };

  /// Starts the thread of the watchdog. `on_hang` is called on that thread, at most once.
  watchdog(limits limits, std::function<void(reason)> on_hang);
  ~watchdog();
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;

  /// Marks the begin and the end of a case. Memory ordering: `begin` releases the writes of the caller to the
  /// thread of the watchdog, and to no other thread.
  void begin();
  void end();

 private:
  void run();
  bool quiet_since_last_sample();

  limits limits_;
  std::function<void(reason)> on_hang_;
  std::set<int> bystanders_;  // threads that exist outside any case, such as those of a sanitizer
  std::uint64_t last_sample_ = 0;
  std::uint64_t number_ = 0;
  std::atomic<std::uint64_t> case_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace gauntlet::runner
