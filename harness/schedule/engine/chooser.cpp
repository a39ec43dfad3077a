#include "harness/schedule/engine/chooser.hpp"

namespace gauntlet::schedule {

void chooser::begin(strategy& the_strategy, const operation* pending) {
  strategy_ = &the_strategy;
  choice_.candidates = candidates_;
  choice_.pending = pending;
}

std::uint32_t chooser::collect(const thread_set& ready, const thread_set& yielded, thread_id running) {
  choice_.running = running;
  choice_.running_is_candidate = ready.has(running) && !yielded.has(running);
  std::uint32_t count = 0;
  ready.for_each_without(yielded, [this, &count](thread_id id) { candidates_[count++] = id; });
  return choice_.count = count;
}

thread_id chooser::next_round_robin() const {
  for (std::uint32_t i = 0; i < choice_.count; ++i)
    if (candidates_[i] > choice_.running) return candidates_[i];
  return candidates_[0];
}

}  // namespace gauntlet::schedule
