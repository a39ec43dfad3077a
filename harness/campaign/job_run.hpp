#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "harness/campaign/campaign.hpp"
#include "harness/campaign/case_stream.hpp"
#include "harness/campaign/job_queue.hpp"
#include "harness/campaign/journal.hpp"
#include "harness/campaign/triage.hpp"

namespace gauntlet::campaign {

/// Runs one turn of a job until its budget is used, and writes the results into the journal. Threading: used
/// by one worker.
class job_run final : private case_stream::listener {
 public:
  /// Requires: options, journal and stop outlive this object. `worker`: the number of the worker, from 0.
  job_run(const campaign_options& options, const job_queue::turn& turn, std::uint32_t worker,
          journal& journal, const std::atomic<bool>& stop);

  void operator()();

  /// Returns whether the time of this turn ended before its budget of cases was used.
  [[nodiscard]] bool out_of_time() const;
  [[nodiscard]] bool killed() const { return triage_.killed(); }
  [[nodiscard]] std::uint64_t next_seed() const { return next_seed_; }

 private:
  void passed(const protocol::case_passed& passed) override;
  void failed(const protocol::case_failed& failed) override;
  void gave_up() override { gave_up_ = true; }
  /// Returns true even in the middle of a batch if the time is over or the campaign is stopped. The end of a
  /// budget of cases does not end a batch early: the check for leaks comes after the last case of a batch.
  [[nodiscard]] bool cut_short() const override;

  void run_batch();
  void shrink(const failing_case& failing);
  [[nodiscard]] std::optional<protocol::run_up> run_up_of(std::uint64_t seed) const;
  [[nodiscard]] bool over() const;
  [[nodiscard]] std::optional<std::uint64_t> case_budget() const;
  [[nodiscard]] protocol::request next_request(std::uint64_t count) const;
  [[nodiscard]] plan::plan plan_of(const protocol::case_failed& failed) const;
  [[nodiscard]] double seconds() const;

  const campaign_options& options_;
  job job_;
  protocol::job_id id_;
  std::optional<job_queue::clock::time_point> deadline_;
  journal& journal_;
  const std::atomic<bool>& stop_;
  runner_process::options process_;
  case_stream stream_;
  triage triage_;
  bool gave_up_ = false;
  job_queue::clock::time_point start_ = job_queue::clock::now();
  std::uint64_t next_seed_, cases_ = 0;
  std::uint64_t runner_began_at_;  // the first seed of the present runner
};

}  // namespace gauntlet::campaign
