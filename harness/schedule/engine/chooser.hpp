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

  /// From now on another strategy chooses. Lifetime: it outlives the schedule.
  void continue_with(strategy& other) { strategy_ = &other; }
  [[nodiscard]] bool continues_after_limit() { return strategy_->continues_after_limit(); }

  /// Sets the options of the next decision: the ready threads, and the blocked thread whose time-out may
  /// expire next (no_thread: none). Returns the number of ready threads that have not yielded. `running`: the
  /// thread that executed the last step.
  std::uint32_t collect(const thread_set& ready, const thread_set& yielded, thread_id running,
                        thread_id timer);
  /// True if there are several options, so that the result of `choose` is a decision.
  [[nodiscard]] bool has_choice() const { return choice_.option_count > 1; }
  /// Returns the thread that executes the next step, or the thread whose time-out expires. `threads`: the
  /// number created so far. `round_robin`: picks the next candidate after the running thread instead of the
  /// strategy's choice, so that no candidate starves. `forced`: must be chosen; no_thread: none.
  /// Requires: at least one option.
  [[nodiscard]] thread_id choose(std::uint32_t threads, std::uint32_t step, bool round_robin,
                                 thread_id forced) {
    choice_.threads = threads;
    choice_.step = step;
    if (!has_choice()) return options_[0];
    // Called even if the result is ignored: its random numbers and counters must advance as in other steps.
    const thread_id preferred = ask_strategy();
    return forced != no_thread ? forced : round_robin ? next_round_robin() : preferred;
  }
  /// True if another thread executed the last step.
  [[nodiscard]] bool switches_to(thread_id id) const { return id != choice_.running; }
  /// True if another thread executed the last step and could continue.
  [[nodiscard]] bool preempts(thread_id id) const { return switches_to(id) && running_could_continue_; }
  /// Informs the strategy that the thread executes its operation.
  void executes(thread_id id, const operation& what) { strategy_->executes(id, what, choice_); }

  /// Returns a number below `options`. Requires: options > 1.
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) { return strategy_->draw(options); }

 private:
  [[nodiscard]] thread_id ask_strategy();
  [[nodiscard]] thread_id next_round_robin() const;

  strategy* strategy_ = nullptr;
  choice choice_;
  // The ready threads that have not yielded, then those that have, then the thread whose time-out may expire;
  // each part in ascending order.
  thread_id options_[max_threads + 1] = {};
  std::uint32_t not_yielded_ = 0;
  bool running_could_continue_ = false;  // it is ready and has not yielded
  bool running_is_ready_ = false;        // it may have yielded
};

}  // namespace gauntlet::schedule
