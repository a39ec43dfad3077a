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

/// A subject that runs in a flavour.
struct job {
  const protocol::subject* subject = nullptr;
  std::string flavour;
  std::filesystem::path runner;                    ///< the executable that holds the subject
  std::optional<protocol::exploration> explore{};  ///< nullopt: run under stress
  [[nodiscard]] bool is_mutant() const { return subject->mutant.has_value(); }
};

/// Gives the jobs of a campaign to its workers.
/// If the jobs share a time, mutants come first: the time that an early kill saves goes to the other jobs. A
/// mutant whose share ended before its cases were used gets one more turn before the other subjects.
/// If cases are counted, the subjects that should be correct come first, so that a time limit does not leave
/// them out.
/// Threading: any worker may call any member, except `rethrow`.
class job_queue {
 public:
  using clock = std::chrono::steady_clock;

  /// One turn of a job.
  struct turn {
    campaign::job job;
    std::optional<clock::time_point> deadline;
    /// Where the first turn ended; nullopt: this is the first turn.
    std::optional<std::uint64_t> from_seed;
  };

  /// `workers`: the number of workers that run at the same time. `stop_after_kill`: drop the other jobs of a
  /// killed mutant.
  job_queue(const budget& budget, std::vector<job> jobs, std::uint32_t workers, bool stop_after_kill);

  /// Returns the next turn. Returns nullopt if there is none, or if the harness has failed.
  [[nodiscard]] std::optional<turn> take();
  /// Adds a second turn of a job, which continues with this seed.
  void requeue(const job& job, std::uint64_t from_seed);
  void record_kill(const job& job);

  /// Reports a failure of the harness. Only the first failure is kept.
  void fail(std::exception_ptr problem);
  /// Throws the failure of the harness if there was one. Requires: no worker runs.
  void rethrow() const;

 private:
  [[nodiscard]] std::optional<clock::time_point> deadline_of_next_turn() const;
  void drop_killed();

  budget budget_;
  std::uint32_t workers_;
  bool stop_after_kill_;
  std::mutex mutex_;
  std::vector<job> pending_;  // the next job is last
  std::vector<turn> requeued_;
  std::set<std::string> killed_;
  std::optional<clock::time_point> time_end_, limit_end_;  // when the shared time and the time limit end
  std::exception_ptr failure_;
};

}  // namespace gauntlet::campaign
