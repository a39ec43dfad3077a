#include "harness/schedule/strategies/pct.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t minimum_steps = 20;  // the estimate for the first schedule of a body

}  // namespace

pct::pct(std::uint32_t depth) : depth_(depth < 1 ? 1 : depth > max_depth ? max_depth : depth) {}

void pct::begin(const forecast& known) {
  random_walk::begin(known);
  for (; drawn_ > 0; --drawn_) priorities_[drawn_ - 1] = 0;
  const auto steps = known.steps > minimum_steps ? known.steps : minimum_steps;
  next_change_ = 0;
  for (std::uint32_t i = 0; i + 1 < depth_; ++i) {  // insertion sort
    const auto at = 1 + random_.below(steps);
    auto place = i;
    for (; place > 0 && changes_[place - 1] > at; --place) changes_[place] = changes_[place - 1];
    changes_[place] = at;
  }
}

/// Draws the priority of a thread at its first use. It is at least max_depth, above every lowered priority.
std::uint64_t& pct::priority_of(thread_id id) {
  auto& priority = priorities_[id];
  if (id >= drawn_) drawn_ = id + 1;
  if (priority == 0) priority = max_depth + (random_() >> 1);
  return priority;
}

thread_id pct::choose(const choice& at) {
  for (; next_change_ + 1 < depth_ && changes_[next_change_] <= at.step; ++next_change_)
    priority_of(at.running) = depth_ - 1 - next_change_;
  thread_id best = at.candidates[0];
  for (std::uint32_t i = 1; i < at.count; ++i)
    if (priority_of(at.candidates[i]) > priority_of(best)) best = at.candidates[i];
  return best;
}

pct::~pct() = default;
const char* pct::name() const { return "PCT"; }

}  // namespace gauntlet::schedule
