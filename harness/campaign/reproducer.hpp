#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"
#include "harness/protocol/run_up.hpp"

namespace gauntlet::campaign {

/// Runs explicit plans in runners of one flavour. Reports whether, and how often, they fail with one key.
/// Threading: used by one thread.
class reproducer {
 public:
  /// An empty key accepts any finding. `how`: explore the plans; nullopt: run them under stress. A lock order
  /// is a finding if it is the key, or if `on_lock_order` is error.
  reproducer(runner_process::options options, const run::subject_description& subject, std::string key,
             std::optional<protocol::exploration> how = std::nullopt,
             protocol::lock_orders on_lock_order = protocol::lock_orders::warn);

  using time_point = std::chrono::steady_clock::time_point;
  /// From `begin_until` on no run begins. A run that has not ended at `give_up_at` is given up: its runner is
  /// killed, and it is not counted.
  void set_deadline(time_point begin_until, time_point give_up_at) {
    begin_until_ = begin_until;
    give_up_at_ = give_up_at;
  }
  void set_deadline(time_point deadline) { set_deadline(deadline, deadline); }
  /// Sets after which time without progress a case under stress is a livelock.
  void set_patience(std::chrono::milliseconds patience) { patience_ = patience; }
  /// From now on each run has a new runner, which runs these cases before.
  void set_run_up(const protocol::run_up& run_up) { run_up_ = run_up; }
  /// Ends the runner, so that the next run has a new one, as each run of `gauntlet replay` has.
  void end_runner() { runner_.kill_now(); }

  /// Runs the plan up to `runs` times. Returns the finding of the first run that fails with the expected key,
  /// told as that key, or nullopt if none does.
  [[nodiscard]] std::optional<protocol::finding> fails(const plan::plan& plan, std::uint64_t seed,
                                                       std::uint32_t runs);
  /// Runs the plan once under these decisions or switches. Returns its finding, or nullopt if it does not
  /// fail with the expected key.
  [[nodiscard]] std::optional<protocol::finding> fails_under(const plan::plan& plan, std::uint64_t seed,
                                                             const protocol::exploration& how);
  /// Returns the step at which the last run left the recorded decisions, or nullopt if it followed them.
  [[nodiscard]] std::optional<std::uint32_t> diverged_at() const { return diverged_at_; }
  /// Returns the key of a run of the last `fails` that failed with another key. Empty if none did.
  [[nodiscard]] const std::string& other_failure() const { return other_failure_; }
  /// Returns the number of runs of the last call of `fails` that ended.
  [[nodiscard]] std::uint32_t runs_used() const { return used_; }

 private:
  [[nodiscard]] protocol::request request_for(const plan::plan& plan, std::uint64_t seed) const;
  std::optional<protocol::finding> run(const protocol::request& request);
  protocol::finding take(protocol::finding found);
  std::optional<protocol::finding> ask(const protocol::request& request);
  std::optional<protocol::finding> read_answers(const protocol::request& request, bool is_new);
  std::optional<protocol::finding> judge_silence();
  std::optional<std::string> next_line();
  bool ran_up();
  /// Returns whether the last wait for an answer ended at the deadline, or because the runner was stopped.
  [[nodiscard]] bool gave_up() const {
    return runner_.stopped() || (runner_.timed_out() && waits_for_deadline_);
  }
  [[nodiscard]] bool over() const {
    return begin_until_ && std::chrono::steady_clock::now() >= *begin_until_;
  }

  std::chrono::milliseconds answer_timeout_;
  runner_process runner_;
  const run::subject_description& subject_;
  std::string key_;
  std::optional<protocol::exploration> how_;
  protocol::lock_orders on_lock_order_;
  std::optional<time_point> begin_until_, give_up_at_;
  std::optional<std::chrono::milliseconds> patience_;
  std::optional<protocol::run_up> run_up_;
  std::string other_failure_;
  std::uint32_t used_ = 0;
  bool in_a_case_ = false, in_warm_up_ = false;
  bool waits_for_deadline_ = false;  // the last wait for an answer could last until the deadline
  std::optional<std::uint32_t> diverged_at_;
};

}  // namespace gauntlet::campaign
