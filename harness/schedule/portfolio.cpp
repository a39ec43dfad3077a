#include "harness/schedule/portfolio.hpp"

#include <algorithm>
#include <stdexcept>

#include "harness/schedule/explore.hpp"

namespace gauntlet::schedule {

portfolio::portfolio(const std::vector<std::string>& names) {
  for (const auto& name : names.empty() ? strategy_names() : names) {
    auto chooser = strategy_named(name);
    if (!chooser)
      throw std::invalid_argument("unknown strategy \"" + name + "\"; strategy_names.hpp lists the names");
    members_.push_back({std::move(chooser)});
  }
}

void portfolio::start_over() {
  turn_ = 0;
  longest_ = 0;
  for (member& each : members_) {
    each.chooser->start_over();
    each.finished = false;
    each.schedules = 0;
  }
}

strategy* portfolio::next(std::uint64_t seed) {
  for (std::size_t tried = 0; tried < members_.size(); ++tried) {
    running_ = &members_[turn_++ % members_.size()];
    if (running_->finished) continue;
    ++running_->schedules;
    running_->chooser->begin({seed, longest_});
    return running_->chooser.get();
  }
  return nullptr;
}

void portfolio::ended(const outcome& how) {
  longest_ = std::max(longest_, how.steps);
  running_->finished = !running_->chooser->end(how.how);
}

std::map<std::string, std::uint32_t> portfolio::schedules_by_strategy() const {
  std::map<std::string, std::uint32_t> out;
  for (const member& each : members_)
    if (each.schedules > 0) out[each.chooser->name()] += each.schedules;
  return out;
}

}  // namespace gauntlet::schedule
