#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::protocol {

/// What is kept of an explored run, so that a replay can be compared with it.
struct recorded_run {
  schedule::schedule_faults faults;  ///< that were allowed
  bool plain_accesses = false;       ///< were scheduling points
  std::vector<std::uint16_t> decisions;
  std::vector<std::string> steps;           ///< in words, the first is step 1
  std::optional<history::history> history;  ///< none where the process died with it
  friend bool operator==(const recorded_run&, const recorded_run&) = default;
};

/// One case as a file: what `gauntlet replay` runs again.
struct case_file {
  std::string subject, flavour;
  std::string key;         ///< what it fails with; empty: nothing is expected
  std::uint64_t seed = 0;  ///< of the case that it was shrunk from
  plan::plan plan;
  std::optional<recorded_run> recorded{};  ///< where it was explored; none: it runs on free threads
  friend bool operator==(const case_file&, const case_file&) = default;
};

/// Errors: std::system_error that names the file.
void write_case(const std::filesystem::path& file, const case_file& content);

/// Reads a case, or a bare plan (then subject and flavour are empty).
/// Errors: plan::bad_input, one line with file, field and cure.
[[nodiscard]] case_file read_case(const std::filesystem::path& file);

}  // namespace gauntlet::protocol
