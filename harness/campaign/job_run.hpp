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

/// Runs one turn of a job to its budget, and writes what happens into the journal. Threading: by one worker.
class job_run final : private case_stream::listener {
 public:
  /// Requires: options, journal and stop outlive this object. `worker` numbers the worker, from 0.
  job_run(const campaign_options& options, const job_queue::turn& turn, std::uint32_t worker,
          journal& journal, const std::atomic<bool>& stop);

  void operator()();

  /// Whether the time of this turn ended before the cases of its budget.
  [[nodiscard]] bool out_of_time() const;
  [[nodiscard]] bool killed() const { return triage_.killed(); }
  [[nodiscard]] std::uint64_t next_seed() const { return next_seed_; }

 private:
  void passed(const protocol::case_passed& passed) override;
  void failed(const protocol::case_failed& failed) override;
  /// Also in the middle of a batch. The end of a budget of cases is not: the search for leaks comes after the
  /// last case of a batch.
  [[nodiscard]] bool cut_short() const override;

  void run_batch();
  void shrink(const failing_case& failing);
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
  job_queue::clock::time_point start_ = job_queue::clock::now();
  std::uint64_t next_seed_, cases_ = 0;
};

}  // namespace gauntlet::campaign
