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
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// The flavour in which the shrunk findings of explored jobs run again, under the same schedule.
struct confirmation {
  std::string flavour;
  /// Returns the executable of that flavour that holds the subject, or nullopt if there is none.
  std::function<std::optional<std::filesystem::path>(const protocol::subject&)> runner_for;
};

struct campaign_options {
  std::uint64_t seed = 1;
  struct budget budget;
  std::uint32_t jobs = 1;                         ///< the number of runners that run at the same time
  std::uint32_t size = 100;                       ///< the size of the plans, 1 to 100
  std::chrono::milliseconds shrink_budget{6000};  ///< for each finding
  /// The time after which a runner that does not answer is killed.
  std::chrono::milliseconds answer_timeout{120'000};
  /// The number of different findings that ends the job of a subject that is no mutant.
  std::uint32_t findings_per_subject = 3;
  bool every_fault = false;  ///< run each plan without faults, then once with each single fault
  protocol::lock_orders on_lock_order = protocol::lock_orders::warn;
  bool stop_after_kill = false;           ///< drop the other jobs of a mutant that was killed
  std::vector<std::string> properties;    ///< check only these; empty: all
  std::optional<confirmation> confirm{};  ///< nullopt: findings are not confirmed
  std::filesystem::path folder;           ///< holds the journal, the case files and the stderr of the runners
};

/// Runs the jobs until their budgets are used, and writes all results into the journal. The job of a mutant
/// ends with the first case that fails for a declared reason. Other jobs continue until they have a few
/// findings. `stop` ends the campaign early: it drops the running cases and keeps the journal. Errors:
/// std::exception if the harness itself fails, for example if a runner cannot be started or does not answer.
void run_campaign(const campaign_options& options, const std::vector<job>& jobs, journal& journal,
                  const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
