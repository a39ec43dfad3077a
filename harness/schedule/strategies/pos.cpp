#include "harness/schedule/strategies/pos.hpp"

namespace gauntlet::schedule {

void pos::begin(const forecast& known) {
  random_walk::begin(known);
  for (auto& priority : priorities_) priority = 0;
}

thread_id pos::choose(const choice& at) {
  thread_id best = at.candidates[0];
  for (std::uint32_t i = 0; i < at.count; ++i) {
    auto& priority = priorities_[at.candidates[i]];
    if (priority == 0) priority = 1 | random_();
    if (priority > priorities_[best]) best = at.candidates[i];
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
