#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/campaign/budget.hpp"
#include "harness/campaign/job_queue.hpp"
#include "harness/campaign/journal.hpp"

namespace gauntlet::campaign {

/// Where the shrunk findings of explored jobs run once more, under the same schedule.
struct confirmation {
  std::string flavour;
  /// The executable of that flavour which holds the subject; nothing where none does.
  std::function<std::optional<std::filesystem::path>(const protocol::subject&)> runner_for;
};

struct campaign_options {
  std::uint64_t seed = 1;
  struct budget budget;
  std::uint32_t jobs = 1;                             ///< runners at a time
  std::uint32_t size = 100;                           ///< of plans, 1 to 100
  std::chrono::milliseconds shrink_budget{6000};      ///< for each finding
  std::chrono::milliseconds answer_timeout{120'000};  ///< of a runner, before it is killed
  std::uint32_t findings_per_subject = 3;             ///< then a subject that is no mutant is given up
  bool every_fault = false;               ///< each plan without its faults, then with each single one in turn
  bool stop_after_kill = false;           ///< drop the other jobs of a mutant that was killed
  std::vector<std::string> properties;    ///< only these; empty: all
  std::optional<confirmation> confirm{};  ///< none: findings are not confirmed
  std::filesystem::path folder;           ///< where journal, cases and last words go
};

/// Runs the jobs to their budgets and writes everything into the journal. Mutants stop at the first case that
/// fails for a declared reason; other subjects go on, up to a few findings. `stop` ends it early: the running
/// cases are dropped, the journal stays. Errors: std::exception where the harness itself fails (a runner that
/// can't be started, or does not answer).
void run_campaign(const campaign_options& options, const std::vector<job>& jobs, journal& journal,
                  const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
