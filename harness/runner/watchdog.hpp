#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <set>
#include <thread>

namespace gauntlet::runner {

/// Tells when a case will never end. Time alone can't: on a busy machine a right case may stand still for
/// long. So a case hangs when *nothing can move it*: over `quiet_ms`, every thread of the process sleeps and
/// not one was ever scheduled (its count of context switches stands still), while the longest sleep that a
/// plan may ask for is far shorter. A case that spins for ever is given up after `patience_ms`.
class watchdog {
 public:
  struct limits {
    std::uint32_t quiet_ms = 300;
    std::uint32_t patience_ms = 60'000;
  };
  enum class reason : std::uint8_t { deadlock, livelock };

  /// `on_hang` runs on the watchdog's own thread, at most once.
  watchdog(limits limits, std::function<void(reason)> on_hang);
  ~watchdog();
  watchdog(const watchdog&) = delete;
  watchdog& operator=(const watchdog&) = delete;

  /// A case begins, or ends. Memory ordering: `begin` releases what the caller wrote before it to the
  /// watchdog's thread, and nothing to any other.
  void begin();
  void end();

 private:
  void run();
  bool quiet_since_last_sample();

  limits limits_;
  std::function<void(reason)> on_hang_;
  std::set<int> bystanders_;  // threads that were there before: the sanitizer's own
  std::uint64_t last_sample_ = 0;
  std::uint64_t number_ = 0;
  std::atomic<std::uint64_t> case_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace gauntlet::runner
