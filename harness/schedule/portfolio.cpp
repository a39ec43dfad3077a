#include "harness/schedule/portfolio.hpp"

#include <stdexcept>

#include "harness/schedule/explore.hpp"

namespace gauntlet::schedule {

namespace {

constexpr const char* exhaustive = "depth first";
constexpr std::uint32_t schedules_of_average = 8;

/// The moving average of the lengths. A typical length serves PCT better than the longest one: one schedule
/// in which a thread spins for long must not spread the change points of all later schedules.
std::uint32_t average(std::uint32_t before, std::uint32_t steps) {
  if (before == 0) return steps;
  return static_cast<std::uint32_t>((std::uint64_t{before} * (schedules_of_average - 1) + steps) /
                                    schedules_of_average);
}

}  // namespace

portfolio::portfolio(const std::vector<std::string>& names, plain_accesses points)
    : alternates_(points == plain_accesses::alternately) {
  const auto& all = names.empty() ? strategy_names() : names;
  for (const auto& name : all) add(name, points == plain_accesses::always);
  if (!alternates_) return;
  for (const auto& name : all)
    if (name != exhaustive) add(name, true);
}

void portfolio::add(const std::string& name, bool plain_accesses) {
  auto chooser = strategy_named(name);
  if (!chooser)
    throw std::invalid_argument("unknown strategy \"" + name + "\"; strategy_names.hpp lists the names");
  members_.push_back({std::move(chooser), plain_accesses});
}

void portfolio::start_over() {
  for (member& each : members_) {
    each.chooser->start_over();
    each.finished = false;
    each.schedules = each.typical_length = 0;
    each.steps = 0;
  }
}

strategy* portfolio::next(std::uint64_t seed) {
  running_ = nullptr;
  for (member& each : members_)
    if (!each.finished && (running_ == nullptr || each.steps < running_->steps)) running_ = &each;
  if (running_ == nullptr) return nullptr;
  ++running_->schedules;
  running_->chooser->begin({seed, typical_length()});
  return running_->chooser.get();
}

/// Returns the typical length of a schedule of the next member. Before its first schedule it is the average
/// of the other members that make points of the same accesses, or else of all others.
std::uint32_t portfolio::typical_length() const {
  if (running_->typical_length > 0) return running_->typical_length;
  std::uint64_t sum[2] = {}, count[2] = {};
  for (const member& each : members_) {
    if (each.typical_length == 0) continue;
    const bool alike = each.plain_accesses == running_->plain_accesses;
    sum[alike] += each.typical_length;
    ++count[alike];
  }
  const bool alike = count[true] > 0;
  return count[alike] == 0 ? 0 : static_cast<std::uint32_t>(sum[alike] / count[alike]);
}

void portfolio::ended(const outcome& how) {
  running_->steps += how.steps;
  running_->typical_length = average(running_->typical_length, how.steps);
  running_->finished = !running_->chooser->end(how.how);
  // A body with many plain accesses would take most of the time without being interleaved.
  if (alternates_ && running_->plain_accesses && how.continued) running_->finished = true;
}

std::map<std::string, std::uint32_t> portfolio::schedules_by_strategy() const {
  std::map<std::string, std::uint32_t> out;
  for (const member& each : members_)
    if (each.schedules > 0) out[each.chooser->name()] += each.schedules;
  return out;
}

}  // namespace gauntlet::schedule
