#include "harness/campaign/sequential_trial.hpp"

#include <algorithm>
#include <cmath>

namespace gauntlet::campaign {

sequential_trial::sequential_trial(const design& d)
    : failure_weight_(std::log(d.often / d.seldom)),
      pass_weight_(std::log((1 - d.often) / (1 - d.seldom))),
      accept_at_(std::log((1 - d.false_seldom) / d.false_often)),
      reject_at_(std::log(d.false_seldom / (1 - d.false_often))),
      max_runs_(d.max_runs) {}

void sequential_trial::add(bool failed) {
  ++runs_;
  failures_ += failed ? 1 : 0;
}

sequential_trial::verdict sequential_trial::decided() const {
  const double ratio = failures_ * failure_weight_ + (runs_ - failures_) * pass_weight_;
  if (ratio >= accept_at_) return verdict::often;
  return ratio <= reject_at_ || runs_ >= max_runs_ ? verdict::seldom : verdict::undecided;
}

std::uint32_t sequential_trial::passes_to_reject() const {
  auto with_passes = *this;
  std::uint32_t passes = 0;
  for (; with_passes.decided() == verdict::undecided; ++passes) with_passes.add(false);
  return passes;
}

}  // namespace gauntlet::campaign
