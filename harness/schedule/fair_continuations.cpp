#include "harness/schedule/fair_continuations.hpp"

#include <utility>

#include "harness/schedule/strategies/continued.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::schedule {
namespace {

/// How many sixteenths of the decisions each continuation repeats.
constexpr std::uint32_t repeated_sixteenths[] = {16, 15, 14};
constexpr std::uint32_t more_steps = 3;  // the limit of a continuation, in limits of the schedule

}  // namespace

fair_continuations::fair_continuations(std::vector<std::uint16_t> decisions, const schedule_limits& limits)
    : decisions_(std::move(decisions)), limits_(limits) {
  limits_.steps *= more_steps;
}

fair_continuations::~fair_continuations() = default;

strategy* fair_continuations::next() {
  if (tried_ == std::size(repeated_sixteenths)) return nullptr;
  const auto count = decisions_.size() * repeated_sixteenths[tried_] / 16;
  current_ = std::make_unique<continued>(decisions_.data(), static_cast<std::uint32_t>(count));
  current_->begin({++tried_, 0});
  return current_.get();
}

strategy* fair_continuations::original() {
  current_ = std::make_unique<replayed>(decisions_.data(), static_cast<std::uint32_t>(decisions_.size()));
  current_->begin({});
  return current_.get();
}

}  // namespace gauntlet::schedule
