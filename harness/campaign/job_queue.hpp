#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/campaign/budget.hpp"
#include "harness/protocol/request.hpp"
#include "harness/protocol/subject.hpp"

namespace gauntlet::campaign {

/// A subject to be run in a flavour.
struct job {
  const protocol::subject* subject = nullptr;
  std::string flavour;
  std::filesystem::path runner;                    ///< the executable that holds the subject
  std::optional<protocol::exploration> explore{};  ///< under control; none: on free threads
  [[nodiscard]] bool is_mutant() const { return subject->mutant.has_value(); }
};

/// Hands the jobs of a campaign to its workers. Where the jobs share a time, mutants come first: the time
/// that an early kill saves goes to the other jobs, and a mutant whose share ended before its cases did gets
/// one more turn before those. Where cases are counted, the subjects that should be correct come first: a
/// time limit must not leave them out. Threading: every member may be called by any worker.
class job_queue {
 public:
  using clock = std::chrono::steady_clock;

  /// One turn of a job.
  struct turn {
    campaign::job job;
    std::optional<clock::time_point> deadline;
    std::optional<std::uint64_t> from_seed;  ///< where the first turn ended; none: this is the first turn
  };

  /// `workers`: how many take turns at a time. `stop_after_kill`: drop the other jobs of a killed mutant.
  job_queue(const budget& budget, std::vector<job> jobs, std::uint32_t workers, bool stop_after_kill);

  /// The next turn; nothing when there is none, or the harness has failed.
  [[nodiscard]] std::optional<turn> take();
  void requeue(const job& job, std::uint64_t from_seed);
  void record_kill(const job& job);

  /// The harness failed. Only the first failure is kept.
  void fail(std::exception_ptr problem);
  /// Throws the failure of the harness, if there was one. Requires: no worker runs.
  void rethrow() const;

 private:
  [[nodiscard]] std::optional<clock::time_point> deadline_of_next_turn() const;
  void drop_killed();

  budget budget_;
  std::uint32_t workers_;
  bool one_kill_is_enough_;
  std::mutex mutex_;
  std::vector<job> left_;  // the next one is last
  std::vector<turn> again_;
  std::set<std::string> killed_;
  std::optional<clock::time_point> spent_, limit_;  // when the time to spend, and the bound, are up
  std::exception_ptr failure_;
};

}  // namespace gauntlet::campaign
