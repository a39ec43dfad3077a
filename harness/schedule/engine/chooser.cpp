#include "harness/schedule/engine/chooser.hpp"

namespace gauntlet::schedule {

void chooser::begin(strategy& the_strategy, const operation* pending) {
  strategy_ = &the_strategy;
  choice_.candidates = choice_.options = options_;
  choice_.pending = pending;
}

std::uint32_t chooser::collect(const thread_set& ready, const thread_set& yielded, thread_id running,
                               thread_id timer) {
  choice_.running = running;
  running_is_ready_ = ready.has(running);
  running_could_continue_ = running_is_ready_ && !yielded.has(running);
  choice_.running_is_candidate = running_could_continue_;
  std::uint32_t count = 0;
  ready.for_each_without(yielded, [this, &count](thread_id id) { options_[count++] = id; });
  not_yielded_ = count;
  if (!yielded.empty())
    ready.for_each_also_in(yielded, [this, &count](thread_id id) { options_[count++] = id; });
  if (timer != no_thread) options_[count++] = timer;
  choice_.timer = timer;
  choice_.option_count = count;
  return choice_.count = not_yielded_;
}

thread_id chooser::ask_strategy() {
  const std::uint32_t ready = choice_.option_count - (choice_.timer == no_thread ? 0 : 1);
  choice_.count = not_yielded_;
  if (not_yielded_ < ready && strategy_->ignores_hints()) choice_.count = ready;
  if (choice_.timer != no_thread && strategy_->offers_timeout()) choice_.count = choice_.option_count;
  if (choice_.count > not_yielded_) choice_.running_is_candidate = running_is_ready_;
  return strategy_->choose(choice_);
}

thread_id chooser::next_round_robin() const {
  for (std::uint32_t i = 0; i < not_yielded_; ++i)
    if (options_[i] > choice_.running) return options_[i];
  return options_[0];
}

}  // namespace gauntlet::schedule
