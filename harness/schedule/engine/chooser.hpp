#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/thread_set.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Asks the strategy which of the candidates executes the next step.
class chooser {
 public:
  /// A schedule begins. `pending`: what each thread stands before, by id; it outlives the schedule.
  void begin(strategy& asked, const operation* pending);

  /// The candidates are the ready threads that have not yielded. Returns how many there are. `running`: the
  /// thread that executed the last step.
  std::uint32_t collect(const thread_set& ready, const thread_set& yielded, thread_id running);
  /// Whether there are several candidates, so that the answer of `choose` is a decision.
  [[nodiscard]] bool has_choice() const { return choice_.count > 1; }
  /// Requires: at least one candidate. `threads`: created so far. `by_turns`: the candidate after the running
  /// thread goes on, whatever the strategy prefers, so that no candidate starves.
  [[nodiscard]] thread_id choose(std::uint32_t threads, std::uint32_t step, bool by_turns) {
    choice_.threads = threads;
    choice_.step = step;
    if (!has_choice()) return candidates_[0];
    const thread_id preferred = strategy_->choose(choice_);  // also by turns: it may draw
    return by_turns ? next_in_turn() : preferred;
  }
  /// Whether another thread executed the last step.
  [[nodiscard]] bool switches_to(thread_id id) const { return id != choice_.running; }
  /// Whether another thread executed the last step, and could go on.
  [[nodiscard]] bool preempts(thread_id id) const { return switches_to(id) && choice_.running_is_candidate; }
  /// The thread executes its operation.
  void executes(thread_id id, const operation& what) { strategy_->executes(id, what, choice_); }

  /// A number below `options`. Requires: options > 1.
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) { return strategy_->draw(options); }

 private:
  [[nodiscard]] thread_id next_in_turn() const;

  strategy* strategy_ = nullptr;
  choice choice_;
  thread_id candidates_[max_threads] = {};
};

}  // namespace gauntlet::schedule
