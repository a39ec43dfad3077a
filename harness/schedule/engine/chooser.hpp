#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/thread_set.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Asks the strategy which of the candidates executes the next step.
class chooser {
 public:
  /// Begins a schedule. `pending`: the pending operation of each thread, indexed by id.
  /// Lifetime: both arguments outlive the schedule.
  void begin(strategy& the_strategy, const operation* pending);

  /// Sets the candidates: the ready threads that have not yielded. Returns their number. `running`: the
  /// thread that executed the last step.
  std::uint32_t collect(const thread_set& ready, const thread_set& yielded, thread_id running);
  /// True if there are several candidates, so that the result of `choose` is a decision.
  [[nodiscard]] bool has_choice() const { return choice_.count > 1; }
  /// Returns the thread that executes the next step. `threads`: the number created so far. `round_robin`:
  /// picks the next candidate after the running thread instead of the strategy's choice, so that no candidate
  /// starves.
  /// Requires: at least one candidate.
  [[nodiscard]] thread_id choose(std::uint32_t threads, std::uint32_t step, bool round_robin) {
    choice_.threads = threads;
    choice_.step = step;
    if (!has_choice()) return candidates_[0];
    // Called even if the result is ignored: its random numbers and counters must advance as in other steps.
    const thread_id preferred = strategy_->choose(choice_);
    return round_robin ? next_round_robin() : preferred;
  }
  /// True if another thread executed the last step.
  [[nodiscard]] bool switches_to(thread_id id) const { return id != choice_.running; }
  /// True if another thread executed the last step and could continue.
  [[nodiscard]] bool preempts(thread_id id) const { return switches_to(id) && choice_.running_is_candidate; }
  /// Informs the strategy that the thread executes its operation.
  void executes(thread_id id, const operation& what) { strategy_->executes(id, what, choice_); }

  /// Returns a number below `options`. Requires: options > 1.
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) { return strategy_->draw(options); }

 private:
  [[nodiscard]] thread_id next_round_robin() const;

  strategy* strategy_ = nullptr;
  choice choice_;
  thread_id candidates_[max_threads] = {};
};

}  // namespace gauntlet::schedule
