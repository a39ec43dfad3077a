#include "harness/runner/strategy_selector.hpp"

#include "harness/schedule/plain_accesses.hpp"

namespace gauntlet::runner {
namespace {

schedule::portfolio::plain_accesses points_at_plain_accesses(const protocol::exploration& how) {
  using enum schedule::portfolio::plain_accesses;
  if (how.plain_accesses) return always;
  return how.alternate_plain_accesses && schedule::points_at_plain_accesses_are_cheap() ? alternately : never;
}

}  // namespace

void strategy_selector::begin(const protocol::exploration& how) {
  how_ = &how;
  if (how.decisions) {
    replayed_.emplace(how.decisions->data(), static_cast<std::uint32_t>(how.decisions->size()));
  } else if (how.switches) {
    switches_.clear();
    for (const auto& [step, to] : *how.switches) switches_.push_back({step, to});
    guided_.emplace(switches_.data(), static_cast<std::uint32_t>(switches_.size()), how.draws.data(),
                    static_cast<std::uint32_t>(how.draws.size()));
  } else {
    const auto points = points_at_plain_accesses(how);
    if (!portfolio_ || names_ != how.strategies || points_ != points)
      portfolio_.emplace(how.strategies, points);
    names_ = how.strategies;
    points_ = points;
    portfolio_->start_over();
  }
}

std::uint32_t strategy_selector::max_schedules() const { return searches() ? how_->schedules : 1; }

schedule::strategy* strategy_selector::next(std::uint64_t seed) {
  if (searches()) return next_ = portfolio_->next(seed);
  next_ = how_->decisions ? static_cast<schedule::strategy*>(&*replayed_) : &*guided_;
  next_->begin({});
  return next_;
}

bool strategy_selector::makes_points_of_plain_accesses() const {
  return searches() ? portfolio_->makes_points_of_plain_accesses() : how_->plain_accesses;
}

schedule::length strategy_selector::run_fairly(const schedule::schedule_limits& limits,
                                               const schedule::run_function& run) {
  return schedule::run_fairly(*next_, limits, run);
}

void strategy_selector::ended(const schedule::outcome& ran) {
  if (searches()) portfolio_->ended(ran);
}

std::optional<std::uint32_t> strategy_selector::diverged(const schedule::outcome& ran) const {
  if (!how_->decisions) return std::nullopt;
  const auto step = replayed_->diverged_at(ran.steps);
  return step == schedule::replayed::never ? std::nullopt : std::optional(step);
}

std::map<std::string, std::uint32_t> strategy_selector::schedules_by_strategy() const {
  return searches() ? portfolio_->schedules_by_strategy() : std::map<std::string, std::uint32_t>{};
}

}  // namespace gauntlet::runner
