#include "harness/schedule/strategies/depth_first.hpp"

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

depth_first::depth_first(std::uint32_t first_bound, std::uint32_t last_bound)
    : path_(static_cast<branch*>(machine::pages(max_branches * sizeof(branch)))),
      first_bound_(first_bound),
      last_bound_(last_bound),
      bound_(first_bound) {}

void depth_first::start_over() {
  length_ = 0;
  bound_ = first_bound_;
  cut_off_ = exhausted_ = too_deep_ = false;
}

void depth_first::begin(const forecast&) { at_ = preemptions_ = 0; }

/// Returns the option at the current branch: the one on the path, or the first option past its end. If the
/// body is not deterministic, the number of options can differ from the path. The rest of the path is then
/// discarded, and the search continues from this branch.
std::uint32_t depth_first::take_option(std::uint32_t options) {
  if (at_ == max_branches) {
    too_deep_ = true;
    return 0;
  }
  if (at_ < length_ && path_[at_].options != options) length_ = at_;
  if (at_ == length_) path_[length_++] = {static_cast<std::uint16_t>(options), 0};
  return path_[at_++].taken;
}

thread_id depth_first::choose(const choice& at) {
  if (!at.running_is_candidate) return at.candidates[take_option(at.count)];  // not a preemption
  if (preemptions_ >= bound_) {
    cut_off_ = true;
    return at.running;
  }
  // Option 0 is the running thread. The other candidates follow in ascending order.
  const auto option = take_option(at.count);
  if (option == 0) return at.running;
  ++preemptions_;
  std::uint32_t other = 0;
  for (std::uint32_t i = 0; i < at.count; ++i)
    if (at.candidates[i] != at.running && ++other == option) return at.candidates[i];
  return at.running;
}

std::uint32_t depth_first::draw(std::uint32_t options) { return take_option(options); }

// Backtracks: moves the deepest branch that has an untried option to that option, and removes the branches
// below.
bool depth_first::end(ending) {
  length_ = at_ < length_ ? at_ : length_;
  while (length_ > 0) {
    branch& last = path_[length_ - 1];
    if (++last.taken < last.options) return true;
    --length_;
  }
  if (!cut_off_) {
    exhausted_ = !too_deep_;
    return false;
  }
  if (bound_ >= last_bound_) return false;
  ++bound_;  // the path is empty: the search starts again, and repeats the schedules of lower bounds
  cut_off_ = false;
  return true;
}

std::uint32_t depth_first::bound() const { return bound_; }
bool depth_first::exhausted() const { return exhausted_; }
depth_first::~depth_first() = default;
const char* depth_first::name() const { return "depth first"; }

}  // namespace gauntlet::schedule
