#include "harness/campaign/reduce.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "harness/campaign/replayed_case.hpp"
#include "harness/plan/shrink.hpp"

namespace gauntlet::campaign {
namespace {

using clock = std::chrono::steady_clock;
using protocol::exploration;
using protocol::finding;
using protocol::request;
using protocol::schedule_record;
constexpr std::uint32_t max_repeats = 60;
constexpr std::uint32_t min_schedules = 1000;  // in which a simpler plan must fail again

/// Returns the number of runs after which a plan that fails once in `runs_per_failure` runs is missed with a
/// probability below 1/20.
std::uint32_t repeats_for(double runs_per_failure) {
  if (runs_per_failure <= 1.0) return 1;
  const double repeats = std::ceil(std::log(0.05) / std::log(1.0 - 1.0 / runs_per_failure));
  return static_cast<std::uint32_t>(std::clamp(repeats, 2.0, double{max_repeats}));
}

class search {
 public:
  search(reproducer& reproducer, const run::subject_description& subject, std::uint64_t seed,
         clock::time_point deadline, bool explored, const std::atomic<bool>& stop)
      : reproducer_(reproducer),
        subject_(subject),
        seed_(seed),
        deadline_(deadline),
        explored_(explored),
        stop_(stop) {}

  reduction operator()(plan::plan start) {
    out_.smallest = std::move(start);
    if (!explored_) estimate();  // explored: a request runs as many schedules as it asks for
    while (!over() && improve()) {
    }
    return std::move(out_);
  }

 private:
  bool over() const { return stop_.load() || clock::now() >= deadline_; }

  /// Estimates how rare the failure is: the mean number of runs until a failure, over a few failures.
  void estimate() {
    std::uint32_t runs = 0, failures = 0;
    for (int i = 0; i < 3 && !over(); ++i) {
      const bool failed = reproducer_.fails(out_.smallest, seed_, max_repeats).has_value();
      runs += reproducer_.runs_used();
      failures += failed ? 1 : 0;
    }
    runs_per_failure_ = failures == 0 ? max_repeats : static_cast<double>(runs) / failures;
  }

  bool improve() {
    for (plan::plan& candidate : plan::simpler(out_.smallest, subject_.can)) {
      if (over()) return false;
      ++out_.candidates;
      if (!reproducer_.fails(candidate, seed_, repeats_for(runs_per_failure_))) continue;
      runs_per_failure_ = std::max(1.0, 0.7 * runs_per_failure_ + 0.3 * reproducer_.runs_used());
      out_.smallest = std::move(candidate);
      return true;
    }
    return false;
  }

  reproducer& reproducer_;
  const run::subject_description& subject_;
  std::uint64_t seed_;
  clock::time_point deadline_;
  bool explored_;
  const std::atomic<bool>& stop_;
  double runs_per_failure_ = 1;
  reduction out_;
};

using switch_list = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Shrinks the switches of a failing schedule by delta debugging (ddmin, Zeller and Hildebrandt 2002).
class schedule_search {
 public:
  schedule_search(reproducer& reproducer, const plan::plan& plan, std::uint64_t seed,
                  const exploration& as_found, clock::time_point deadline, const std::atomic<bool>& stop)
      : reproducer_(reproducer),
        plan_(plan),
        seed_(seed),
        as_found_(as_found),
        deadline_(deadline),
        stop_(stop) {}

  /// Returns the failing schedule with the fewest switches that was found. Returns nullopt if the plan does
  /// not fail even with all switches.
  std::optional<schedule_record> operator()(switch_list switches, std::vector<std::uint16_t> draws) {
    draws_ = std::move(draws);
    if (!fails(switches)) return std::nullopt;
    drop_draws(switches);
    for (std::size_t parts = 2; !switches.empty() && !over();) {
      if (drop_part(switches, parts)) {
        parts = std::max<std::size_t>(2, parts - 1);
      } else {
        if (parts >= switches.size()) break;
        parts = std::min(switches.size(), 2 * parts);
      }
    }
    return best_;
  }
  [[nodiscard]] std::uint32_t tried() const { return tried_; }

 private:
  bool over() const { return stop_.load() || clock::now() >= deadline_; }

  /// Replaces draws by 0 while the plan still fails. With a draw of 0, no fault is injected and the first
  /// waiter is woken.
  void drop_draws(const switch_list& switches) {
    const auto all = std::exchange(draws_, {});
    if (all.empty() || fails(switches)) return;
    draws_ = all;
    for (auto& draw : draws_) {
      const auto before = std::exchange(draw, schedule::flight_record::drawn);
      if (before != draw && (over() || !fails(switches))) draw = before;
    }
  }

  bool drop_part(switch_list& switches, std::size_t parts) {
    const std::size_t n = switches.size();
    for (std::size_t i = 0; i < parts && !over(); ++i) {
      switch_list rest(switches.begin(), switches.begin() + static_cast<std::ptrdiff_t>(i * n / parts));
      rest.insert(rest.end(), switches.begin() + static_cast<std::ptrdiff_t>((i + 1) * n / parts),
                  switches.end());
      if (rest.size() == n || !fails(rest)) continue;
      switches = std::move(rest);
      return true;
    }
    return false;
  }

  bool fails(const switch_list& switches) {
    ++tried_;
    exploration how;
    how.switches = switches;
    how.draws = draws_;
    how.faults = as_found_.faults;
    how.plain_accesses = as_found_.plain_accesses;
    const auto found = reproducer_.fails_under(plan_, seed_, how);
    if (!found || !found->schedule) return false;
    best_ = found->schedule;
    return true;
  }

  reproducer& reproducer_;
  const plan::plan& plan_;
  std::uint64_t seed_;
  const exploration& as_found_;
  clock::time_point deadline_;
  const std::atomic<bool>& stop_;
  std::vector<std::uint16_t> draws_;
  std::optional<schedule_record> best_;
  std::uint32_t tried_ = 0;
};

/// Finds a failing schedule of the smallest plan again, shrinks it, and returns how to replay it. Returns
/// nullopt if no schedule fails.
std::optional<exploration> shrink_schedule(reproducer& reproducer, reduction& out, std::uint64_t seed,
                                           const exploration& how, clock::time_point deadline,
                                           const std::atomic<bool>& stop) {
  const auto found = reproducer.fails(out.smallest, seed, 1);
  if (!found || !found->schedule) return std::nullopt;
  out.first_schedule = found->schedule;
  schedule_search search(reproducer, out.smallest, seed, how, deadline, stop);
  const auto smallest = search(found->schedule->switched, found->schedule->draws);
  out.candidates += search.tried();
  exploration replay = how;
  replay.decisions = smallest ? smallest->decisions : found->schedule->decisions;
  return replay;
}

}  // namespace

reduction reduce(const runner_process::options& options, const run::subject_description& subject,
                 const std::string& key, const plan::plan& plan, std::uint64_t seed,
                 const reduction_limits& limits, const std::atomic<bool>& stop) {
  auto process = options;
  process.stop = &stop;
  auto how = limits.explore;
  if (how) how->schedules = std::max(how->schedules, min_schedules);
  reproducer quick(process, subject, key, how);
  const auto deadline = clock::now() + limits.budget;
  auto out = search(quick, subject, seed, deadline, limits.explore.has_value(), stop)(plan);
  if (how) how = shrink_schedule(quick, out, seed, *how, deadline + limits.budget / 2, stop).value_or(*how);
  auto thorough = process;
  thorough.symbolize = true;
  reproducer last(thorough, subject, key, how);
  reproducer again(process, subject, key, how);
  for (; out.runs < limits.final_runs && !stop.load(); ++out.runs) {
    // Only the first failing run is symbolized, for the report. The others are only counted.
    reproducer& runner = out.finding ? again : last;
    auto found = runner.fails(out.smallest, seed, 1);
    if (runner.diverged_at() && out.difference.empty())
      out.difference = fmt::format("step {}", *runner.diverged_at());
    if (!found) continue;
    ++out.failed;
    if (!out.finding)
      out.finding = std::move(found);
    else if (const auto recorded = record_of(*out.finding); recorded && out.difference.empty())
      out.difference = difference(*recorded, *found).value_or("");
  }
  if (!out.finding && !stop.load()) out.finding = last.fails(out.smallest, seed, max_repeats);
  return out;
}

}  // namespace gauntlet::campaign
