#include "harness/schedule/strategies/pos.hpp"

namespace gauntlet::schedule {

void pos::begin(const forecast& known) {
  random_walk::begin(known);
  for (; drawn_ > 0; --drawn_) priorities_[drawn_ - 1] = 0;
}

thread_id pos::choose(const choice& at) {
  thread_id best = at.candidates[0];
  for (std::uint32_t i = 0; i < at.count; ++i) {
    const thread_id id = at.candidates[i];
    if (id >= drawn_) drawn_ = id + 1;
    auto& priority = priorities_[id];
    if (priority == 0) priority = 1 | random_();
    if (priority > priorities_[best]) best = id;
  }
  return best;
}

void pos::executes(thread_id thread, const operation& what, const choice& at) {
  priorities_[thread] = 0;
  if (what.object == nullptr) return;
  for (thread_id other = 0; other < at.threads; ++other)
    if (other != thread && conflict(at.pending[other], what)) priorities_[other] = 0;
}

pos::~pos() = default;
const char* pos::name() const { return "POS"; }

}  // namespace gauntlet::schedule
