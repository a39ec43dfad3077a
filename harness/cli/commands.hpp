#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/request.hpp"

/// The commands of `gauntlet`, each in a file of its own. Each returns the exit code. Errors: plan::bad_input
/// for what the user gave; other exceptions where the harness failed. Once `stop` is true they come to an end
/// and return exit_interrupted.
namespace gauntlet::cli {

/// How a campaign schedules: free threads, under control, or both.
enum class run_mode : std::uint8_t {
  stress,
  explore,
  full,  ///< explore in `fast`, with its findings confirmed in `tsan`; then stress in `tsan` and `asan`
};

struct run_options {
  std::filesystem::path runners;  ///< folder of the runners; empty: that of this program
  std::vector<std::string> subjects, properties, flavours, reports;
  std::optional<std::uint64_t> seed;
  std::string budget = "60s";
  std::string mutant_budget;  ///< empty: as the budget where that counts cases, else 20,000 cases
  std::string time_limit;     ///< of the whole campaign; empty: none
  std::string mode = "stress";
  std::uint32_t schedules = 10;         ///< explore: of each case
  std::vector<std::string> strategies;  ///< explore: by name; none: all, in turns
  std::uint32_t spurious_wakeups = 1;   ///< explore: in each schedule, at most
  bool every_fault = false;             ///< each plan without its faults, then with each single one in turn
  bool plain_accesses = false;          ///< explore: are scheduling points, too
  std::uint32_t spurious_failures = 1;  ///< explore: of try_lock, in each schedule, at most
  std::uint32_t jobs = 0;               ///< 0: one a processor
  std::uint32_t size = 100;
  std::string shrink_budget = "6s";
  std::filesystem::path plan;  ///< run this plan only
  std::uint32_t times = 100;   ///< how often, with `plan`
  std::filesystem::path out = "gauntlet-report";
  std::filesystem::path limits;  ///< of `bench --out`, to be shown in the same report
  std::string command;           ///< as typed
};
int run(const run_options& options, const std::atomic<bool>& stop);

struct replay_options {
  std::filesystem::path runners;  ///< as of run_options
  std::filesystem::path file;
  std::string subject, flavour;  ///< instead of the file's; needed where it is a bare plan
  std::uint32_t times = 10;
  bool json = false;
  std::optional<protocol::exploration> explore;  ///< search for a schedule instead of the recorded one
};
int replay(const replay_options& options, const std::atomic<bool>& stop);

struct bench_options {
  std::filesystem::path out = "gauntlet-report/limits.json";
  std::string filter;
  std::uint32_t repetitions = 1;
  double min_time_s = 0.05;
};
int bench(const bench_options& options, const std::atomic<bool>& stop);

struct report_options {
  std::filesystem::path journal;
  std::vector<std::string> reports;
  std::filesystem::path limits;
};
int report(const report_options& options);

enum class list_format : std::uint8_t { text, json, markdown };
int list(list_format format, const std::filesystem::path& runners);

}  // namespace gauntlet::cli
