#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gauntlet::campaign {

/// Enough cases for explore to kill nearly every mutant of the references.
inline constexpr std::uint64_t default_mutant_cases = 20'000;

/// The limits of a campaign.
struct budget {
  /// The time that the jobs share. Each job ends when its share is used. nullopt: the cases alone end the
  /// campaign.
  std::optional<std::chrono::milliseconds> time;
  /// The cases of each job whose subject should be correct. nullopt: the time alone ends the job.
  std::optional<std::uint64_t> cases;
  /// The cases of each job of a mutant. A mutant that is not killed in these cases survived, however fast the
  /// machine is.
  std::optional<std::uint64_t> mutant_cases = default_mutant_cases;
  /// The time limit of the whole campaign. A mutant with cases left at this limit is *not finished*.
  std::optional<std::chrono::milliseconds> time_limit;
};

/// Reads "60s", "5m", "1h", "500ms", "5000" or "5000 cases". Errors: plan::bad_input that names the option.
[[nodiscard]] budget read_budget(const std::string& text, const std::string& option = "--budget");
/// Reads "60s", "5m", "1h" or "500ms". Errors: plan::bad_input that names the option.
[[nodiscard]] std::chrono::milliseconds read_time(const std::string& text, const std::string& option);
/// Reads "5000" or "5000 cases". Errors: plan::bad_input that names the option.
[[nodiscard]] std::uint64_t read_cases(const std::string& text, const std::string& option);

}  // namespace gauntlet::campaign
