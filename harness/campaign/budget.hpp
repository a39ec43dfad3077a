#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gauntlet::campaign {

/// Enough for explore to kill nearly every mutant of the references.
inline constexpr std::uint64_t default_mutant_cases = 20'000;

/// How much a campaign may do.
struct budget {
  /// Time to spend. The jobs share it; each ends when its share is up.
  std::optional<std::chrono::milliseconds> time;
  /// Cases of each job whose subject should be correct. None: the time alone ends it.
  std::optional<std::uint64_t> cases;
  /// Cases of each job of a mutant. A mutant that was not killed by then survived, however fast the machine
  /// is.
  std::optional<std::uint64_t> mutant_cases = default_mutant_cases;
  /// A bound for the whole campaign. A mutant whose cases were not all run by then is *not finished*.
  std::optional<std::chrono::milliseconds> time_limit;
};

/// Reads "60s", "5m", "1h", "500ms", "5000" or "5000 cases". Errors: plan::bad_input that names the option.
[[nodiscard]] budget read_budget(const std::string& text, const std::string& option = "--budget");
/// Reads "60s", "5m", "1h" or "500ms". Errors: plan::bad_input that names the option.
[[nodiscard]] std::chrono::milliseconds read_time(const std::string& text, const std::string& option);
/// Reads "5000" or "5000 cases". Errors: plan::bad_input that names the option.
[[nodiscard]] std::uint64_t read_cases(const std::string& text, const std::string& option);

}  // namespace gauntlet::campaign
