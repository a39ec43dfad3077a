#pragma once

#include <vector>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// A choice for tests of strategies. At first all threads are candidates, and thread 0 ran last. Every option
/// is a candidate.
class fake_choice {
 public:
  explicit fake_choice(std::uint32_t threads) : pending_(threads) {
    for (thread_id id = 0; id < threads; ++id) candidates_.push_back(id);
    at_.threads = threads;
    at_.running = 0;
    at_.running_is_candidate = true;
  }

  /// The pending operation of a thread.
  operation& pending(thread_id id) { return pending_[id]; }
  /// Sets the candidates.
  void only(std::vector<thread_id> candidates) { candidates_ = std::move(candidates); }
  /// Returns the choice to pass to a strategy.
  choice& at() {
    at_.candidates = at_.options = candidates_.data();
    at_.count = at_.option_count = static_cast<std::uint32_t>(candidates_.size());
    at_.pending = pending_.data();
    return at_;
  }

 private:
  std::vector<operation> pending_;
  std::vector<thread_id> candidates_;
  choice at_;
};

}  // namespace gauntlet::schedule
