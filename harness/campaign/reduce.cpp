#include "harness/campaign/reduce.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/campaign/plan_search.hpp"
#include "harness/campaign/replayed_case.hpp"
#include "harness/campaign/reproducer.hpp"
#include "harness/campaign/schedule_search.hpp"

namespace gauntlet::campaign {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using protocol::exploration;
using protocol::finding;
using std::chrono::milliseconds;

constexpr std::uint32_t min_schedules = 1000;  // in which a simpler plan must fail again

/// Returns the options of a runner that must not use up the budget when it hangs. A hang has been waited for
/// once, when it was found.
runner_process::options impatient(runner_process::options options, milliseconds budget,
                                  const std::string& key, const std::atomic<bool>& stop) {
  const auto part = std::max<milliseconds>(budget / 6, 100ms);
  options.stop = &stop;
  options.exit_timeout = std::min(options.exit_timeout, part);
  if (key == "hang:no-answer") options.answer_timeout = std::min(options.answer_timeout, part);
  return options;
}

runner_process::options symbolizing(runner_process::options options) {
  options.symbolize = true;
  return options;
}

/// How a schedule is run again.
exploration replay_of(const protocol::schedule_record& schedule) {
  exploration how;
  how.decisions = schedule.decisions;
  how.faults = schedule.faults;
  how.plain_accesses = schedule.plain_accesses;
  return how;
}

/// The final runs of one plan.
struct final_runs {
  std::uint32_t failed = 0, runs = 0;
  std::optional<protocol::finding> finding;
  std::string difference;
};

class shrinking {
 public:
  shrinking(const runner_process::options& options, const run::subject_description& subject,
            const failing_case& failing, const reduction_limits& limits, const std::atomic<bool>& stop)
      : process_(impatient(options, limits.budget, failing.key, stop)),
        subject_(subject),
        failing_(failing),
        limits_(limits),
        stop_(stop) {}

  reduction operator()() {
    out_.smallest = failing_.plan;
    limits_.explore ? shrink_explored() : shrink_under_stress();
    return std::move(out_);
  }

 private:
  /// Returns the time at which this share of the budget is used.
  clock::time_point at(double share) const {
    return start_ + std::chrono::duration_cast<clock::duration>(limits_.budget * share);
  }

  milliseconds patience() const { return std::clamp<milliseconds>(limits_.budget / 12, 100ms, 60'000ms); }

  void shrink_under_stress() {
    reproducer quick(process_, subject_, failing_.key);
    quick.set_patience(patience());
    const auto found =
        simplify_under_stress({quick, subject_, failing_.plan, failing_.seed, at(0.5), at(1), stop_});
    quick.end_runner();
    out_.candidates = found.candidates;
    const auto& simpler = found.accepted;
    if (!simpler.empty() && confirm(simpler.back(), std::nullopt, at(0.75))) return;
    if (simpler.size() > 1 && confirm(simpler[simpler.size() - 2], std::nullopt, at(0.8))) return;
    if (confirm(failing_.plan, std::nullopt, at(simpler.empty() ? 0.65 : 0.85))) return;
    const auto alone = last_;
    if (limits_.run_up && confirm_after_run_up()) return;
    out_.runs = found.runs + alone.runs + (limits_.run_up ? last_.runs : 0);
    out_.failed = found.failures;
  }

  bool confirm_after_run_up() {
    run_up_ = limits_.run_up;
    if (!confirm(failing_.plan, std::nullopt, at(1))) return false;
    out_.run_up = run_up_;
    return true;
  }

  void shrink_explored() {
    auto how = *limits_.explore;
    how.schedules = std::max(how.schedules, min_schedules);
    reproducer quick(process_, subject_, failing_.key, how);
    quick.set_patience(patience());
    const auto found =
        simplify_explored({quick, subject_, failing_.plan, failing_.seed, at(0.45), at(0.5), stop_});
    out_.candidates = found.candidates;
    const auto& plan = found.accepted.empty() ? failing_.plan : found.accepted.back();
    const auto& failure = found.last_failure ? *found.last_failure : failing_.finding;
    if (failure.schedule) {
      const auto simpler =
          simplify_schedule({quick, plan, failing_.seed, *failure.schedule, at(0.75), stop_});
      out_.candidates += simpler.candidates;
      out_.first_schedule = failure.schedule;
      how = replay_of(simpler.smallest.value_or(*failure.schedule));
    }
    quick.end_runner();
    if (confirm(plan, how, at(0.9))) return;
    const auto& as_found = failing_.finding.schedule;
    out_.first_schedule = as_found;
    if (!confirm(failing_.plan, as_found ? replay_of(*as_found) : *limits_.explore, at(1)))
      out_.runs = last_.runs;
  }

  /// Runs the plan a few times. If it fails, it is the smallest plan.
  bool confirm(const plan::plan& plan, const std::optional<exploration>& how, clock::time_point until) {
    last_ = run_finally(plan, how, until);
    if (last_.failed == 0) return false;
    out_.smallest = plan;
    out_.finding = std::move(last_.finding);
    out_.failed = last_.failed;
    out_.runs = last_.runs;
    out_.difference = std::move(last_.difference);
    return true;
  }

  final_runs run_finally(const plan::plan& plan, const std::optional<exploration>& how,
                         clock::time_point until) {
    final_runs out;
    // Only the first failing run is symbolized, for the report, and only if that does not take too long.
    bool symbolizes = true;
    const auto may_begin = [&] {
      const auto deadline = out.runs == 0 || out.failed > 0 ? at(1) : until;
      return out.runs < limits_.final_runs && !stop_.load() && clock::now() < deadline;
    };
    while (may_begin()) {
      // Each run has a new runner, as in a replay.
      reproducer runner(symbolizes ? symbolizing(process_) : process_, subject_, failing_.key, how);
      runner.set_patience(patience());
      runner.set_deadline(symbolizes ? clock::now() + (at(1) - clock::now()) / 2 : at(1));
      if (run_up_) runner.set_run_up(*run_up_);
      auto found = runner.fails(plan, failing_.seed, 1);
      if (runner.runs_used() == 0 && !symbolizes) break;
      symbolizes = symbolizes && runner.runs_used() > 0 && !found;
      out.runs += runner.runs_used();
      if (runner.diverged_at() && out.difference.empty())
        out.difference = fmt::format("step {}", *runner.diverged_at());
      if (found) count(out, *std::move(found));
    }
    return out;
  }

  static void count(final_runs& out, finding found) {
    ++out.failed;
    if (!out.finding)
      out.finding = std::move(found);
    else if (const auto recorded = record_of(*out.finding); recorded && out.difference.empty())
      out.difference = difference(*recorded, found).value_or("");
  }

  runner_process::options process_;
  const run::subject_description& subject_;
  const failing_case& failing_;
  const reduction_limits& limits_;
  const std::atomic<bool>& stop_;
  clock::time_point start_ = clock::now();
  std::optional<protocol::run_up> run_up_;  // before each final run
  final_runs last_;                         // of the last call of confirm
  reduction out_;
};

}  // namespace

reduction reduce(const runner_process::options& options, const run::subject_description& subject,
                 const failing_case& failing, const reduction_limits& limits, const std::atomic<bool>& stop) {
  return shrinking(options, subject, failing, limits, stop)();
}

}  // namespace gauntlet::campaign
