#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/campaign/journal.hpp"
#include "harness/campaign/protocol.hpp"
#include "harness/run/subject.hpp"

namespace gauntlet::campaign {

/// How much a campaign may do: a time for all of it, or a number of cases for each subject in each flavour.
struct budget {
  std::optional<std::chrono::milliseconds> time;
  std::optional<std::uint64_t> cases;
};
/// Reads "60s", "5m", "1h", "500ms", "5000" or "5000 cases". Errors: plan::bad_input that names the option.
[[nodiscard]] budget read_budget(const std::string& text, const std::string& option = "--budget");

/// A subject to be run in a flavour.
struct job {
  const run::subject_info* subject = nullptr;
  std::string flavour;
};

struct campaign_options {
  std::uint64_t seed = 1;
  struct budget budget;
  std::uint32_t jobs = 1;                             ///< runners at a time
  std::uint32_t size = 100;                           ///< of plans, 1 to 100
  std::chrono::milliseconds shrink_budget{6000};      ///< for each finding
  std::chrono::milliseconds answer_timeout{120'000};  ///< of a runner, before it is killed
  std::uint32_t findings_per_subject = 3;             ///< then a subject that is no mutant is given up
  bool every_fault = false;             ///< each plan without its faults, then with each single one in turn
  std::vector<std::string> properties;  ///< only these; empty: all
  std::optional<exploration> explore;   ///< under control; none: on free threads
  std::filesystem::path folder;         ///< where journal, cases and last words go
  std::filesystem::path runners;        ///< the folder of the runner executables
};

/// Runs the jobs to their budgets and writes everything into the journal. Mutants stop at the first case that
/// fails for a declared reason; other subjects go on, up to a few findings. `stop` ends it early: what runs
/// is dropped, what is written stays. Errors: std::exception where the harness itself fails (a runner that
/// can't be started, or does not answer).
void run_campaign(const campaign_options& options, const std::vector<job>& jobs, journal& journal,
                  const std::atomic<bool>& stop);

/// Where the runner of a flavour lies.
[[nodiscard]] std::filesystem::path runner_of(const std::filesystem::path& folder,
                                              const std::string& flavour);

}  // namespace gauntlet::campaign
