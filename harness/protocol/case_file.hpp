#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/run_up.hpp"

namespace gauntlet::protocol {

/// What a case file keeps of an explored run, so that a replay can be compared with it.
struct recorded_run {
  schedule::schedule_faults faults;  ///< how many faults of each kind the schedule was allowed
  bool plain_accesses = false;       ///< plain memory accesses were scheduling points
  std::vector<std::uint16_t> decisions;
  std::vector<std::string> steps;           ///< the description of each step; the first element is step 1
  std::optional<history::history> history;  ///< nullopt if the process crashed during the run
  friend bool operator==(const recorded_run&, const recorded_run&) = default;
};

/// The content of a case file: one case that `gauntlet replay` runs again.
struct case_file {
  std::string subject, flavour;
  std::string key;         ///< the key of the expected finding; empty: any finding counts
  std::uint64_t seed = 0;  ///< the seed of the case that this case was shrunk from
  plan::plan plan;
  std::optional<recorded_run> recorded{};  ///< the explored run; nullopt if the case runs under stress
  /// What a new runner runs before each run of the case; nullopt: nothing.
  std::optional<protocol::run_up> run_up{};
  friend bool operator==(const case_file&, const case_file&) = default;
};

/// Writes a case file. Errors: std::system_error that names the file.
void write_case(const std::filesystem::path& file, const case_file& content);

/// Reads a case file, or a file that holds only a plan. Subject and flavour are empty for a plan. Errors:
/// plan::bad_input, one line with file, field and cure.
[[nodiscard]] case_file read_case(const std::filesystem::path& file);

}  // namespace gauntlet::protocol
