#include "harness/schedule/strategies/depth_first.hpp"

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {

depth_first::depth_first(std::uint32_t first_bound, std::uint32_t last_bound)
    : path_(static_cast<fork*>(machine::pages(max_forks * sizeof(fork)))),
      first_bound_(first_bound),
      last_bound_(last_bound),
      bound_(first_bound) {}

void depth_first::start_over() {
  length_ = 0;
  bound_ = first_bound_;
  cut_off_ = exhausted_ = too_deep_ = false;
}

void depth_first::begin(const forecast&) { at_ = preemptions_ = 0; }

/// Goes on along the path of this schedule; past its end, takes the first option. A body that is not the same
/// from run to run leaves the path: what lay ahead is forgotten, and searched anew from here.
std::uint32_t depth_first::take(std::uint32_t options) {
  if (at_ == max_forks) {
    too_deep_ = true;
    return 0;
  }
  if (at_ < length_ && path_[at_].options != options) length_ = at_;
  if (at_ == length_) path_[length_++] = {static_cast<std::uint16_t>(options), 0};
  return path_[at_++].taken;
}

thread_id depth_first::choose(const choice& at) {
  if (!at.running_is_candidate) return at.candidates[take(at.count)];
  if (preemptions_ >= bound_) {
    cut_off_ = true;
    return at.running;
  }
  // The running thread is the first option, the others follow by rising id.
  const auto option = take(at.count);
  if (option == 0) return at.running;
  ++preemptions_;
  std::uint32_t other = 0;
  for (std::uint32_t i = 0; i < at.count; ++i)
    if (at.candidates[i] != at.running && ++other == option) return at.candidates[i];
  return at.running;
}

std::uint32_t depth_first::draw(std::uint32_t options) { return take(options); }

bool depth_first::end(ending) {
  length_ = at_ < length_ ? at_ : length_;
  while (length_ > 0) {
    fork& last = path_[length_ - 1];
    if (++last.taken < last.options) return true;
    --length_;
  }
  if (!cut_off_) {
    exhausted_ = !too_deep_;
    return false;
  }
  if (bound_ >= last_bound_) return false;
  ++bound_;
  cut_off_ = false;
  return true;
}

std::uint32_t depth_first::bound() const { return bound_; }
bool depth_first::exhausted() const { return exhausted_; }
depth_first::~depth_first() = default;
const char* depth_first::name() const { return "depth first"; }

}  // namespace gauntlet::schedule
