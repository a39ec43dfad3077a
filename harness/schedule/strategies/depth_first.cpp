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

void depth_first::begin(const forecast&) { at_ = deviations_ = 0; }

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

namespace {

/// Returns the option with this number. Option 0 is the running thread if it can continue. The other options
/// follow in their order.
thread_id option_at(const choice& at, std::uint32_t number) {
  if (!at.running_is_candidate) return at.options[number];
  if (number == 0) return at.running;
  std::uint32_t other = 0;
  for (std::uint32_t i = 0; i < at.option_count; ++i)
    if (at.options[i] != at.running && ++other == number) return at.options[i];
  return at.running;
}

}  // namespace

thread_id depth_first::choose(const choice& at) {
  // A preemption before a passive operation differs from one before the next operation in plain accesses
  // only.
  if (at.running_is_candidate && traits_of(at.pending[at.running].kind).passive) return at.running;
  // The first options are no deviations: the running thread, or every candidate if it cannot continue.
  const std::uint32_t without_deviation = at.running_is_candidate ? 1 : at.count;
  const bool may_deviate = deviations_ < bound_;
  if (!may_deviate && without_deviation < at.option_count) cut_off_ = true;
  const std::uint32_t options = may_deviate ? at.option_count : without_deviation;
  const std::uint32_t option = options > 1 ? take_option(options) : 0;
  if (option >= without_deviation) ++deviations_;
  return option_at(at, option);
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
