#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/request.hpp"

/// The commands of `gauntlet`. Each has its own source file and returns the exit code. Errors:
/// plan::bad_input for invalid input of the user; other exceptions if the harness fails. When `stop` becomes
/// true, a command ends soon and returns exit_interrupted.
namespace gauntlet::cli {

/// How a campaign schedules its cases.
enum class run_mode : std::uint8_t {
  stress,   ///< by the operating system
  explore,  ///< by the harness
  full,     ///< explore in `fast`, confirm in `tsan`, then stress in `tsan` and `asan`
};

struct run_options {
  std::filesystem::path runners;  ///< folder of the runners; empty: the folder of this program
  std::vector<std::string> subjects, properties, flavours, reports;
  std::optional<std::uint64_t> seed;
  std::string budget = "60s";
  std::string mutant_budget;  ///< empty: the cases of `budget`, or 20,000 if that is a time
  std::string time_limit;     ///< of the whole campaign; empty: none
  std::string mode = "stress";
  std::uint32_t schedules = 10;          ///< explore: for each case
  std::vector<std::string> strategies;   ///< explore: by name; empty: all
  std::uint32_t spurious_wakeups = 1;    ///< explore: maximum in each schedule
  std::uint32_t timeouts = 2;            ///< explore: early time-outs, maximum in each schedule
  std::string lock_order = "warn";       ///< stress in tsan: warn, error or ignore
  bool every_fault = false;              ///< run each plan without faults, then once with each single fault
  bool plain_accesses = false;           ///< explore: plain memory accesses are scheduling points
  bool alternate_plain_accesses = true;  ///< explore in fast: in about half of the schedules
  std::uint32_t spurious_failures = 1;   ///< explore: of try_lock, maximum in each schedule
  std::uint32_t jobs = 0;                ///< runners at the same time; 0: one for each processor
  std::uint32_t size = 100;
  std::string shrink_budget = "6s";
  std::filesystem::path plan;  ///< run only this plan
  std::uint32_t times = 100;   ///< number of runs of `plan`
  std::filesystem::path out = "gauntlet-report";
  std::filesystem::path limits;  ///< the file that `bench --out` wrote; the report shows it
  std::string command;           ///< as the user typed it
};
int run(const run_options& options, const std::atomic<bool>& stop);

struct replay_options {
  std::filesystem::path runners;  ///< folder of the runners; empty: the folder of this program
  std::filesystem::path file;
  std::string subject, flavour;  ///< override the case file; required if the file is a plan
  std::uint32_t times = 10;
  bool json = false;
  protocol::lock_orders on_lock_order = protocol::lock_orders::warn;
  /// Search for a failing schedule, instead of a replay of the recorded one.
  std::optional<protocol::exploration> explore;
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
