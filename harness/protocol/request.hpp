#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::protocol {

/// How each case of a request is explored.
struct exploration {
  std::uint32_t schedules = 10;         ///< of each case, at most
  std::vector<std::string> strategies;  ///< by name; empty: all
  schedule::schedule_faults faults;     ///< in each schedule, at most
  bool plain_accesses =
      false;  ///< plain memory accesses are scheduling points; ignored in the `plain` flavour
  /// In the `fast` flavour, schedules with and without these points alternate. Only for a search.
  bool alternate_plain_accesses = false;
  /// If set: run the plan once and take these recorded decisions, instead of a search.
  std::optional<std::vector<std::uint16_t>> decisions;
  /// If set: run the plan once with these switches (step, thread) and no other preemption. Decisions that do
  /// not choose a thread take these draws, then zeros.
  std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> switches;
  std::vector<std::uint16_t> draws;

  friend bool operator==(const exploration&, const exploration&) = default;
};

/// What a runner does when ThreadSanitizer reports that a case under stress locked two mutexes in both
/// orders. Such a report is a potential deadlock: the detector does not know what else excludes it, for
/// example a third mutex. Explore observes deadlocks itself, and always ignores these reports.
enum class lock_orders : std::uint8_t {
  warn,    ///< count the cases
  error,   ///< the case fails, with the key `lock_order_key`
  ignore,  ///< do not detect them
};
/// Returns nullopt if the text is not warn, error or ignore.
[[nodiscard]] std::optional<lock_orders> lock_orders_named(std::string_view text);

/// A request of the orchestrator to a runner: one line of JSON on the standard input of the runner. The
/// runner answers with lines on its standard output (docs/protocol.md):
///   {"begin": SEED}                                  a case begins
///   {"end": SEED, "exercised": BITS, "us": T}         the case passed
///   {"finding": {…}, "seed": SEED, "exercised": …}    the case failed; the runner then ends
///   {"diverged": STEP, "seed": SEED}                 the schedule differs from the recorded decisions
///   {"done": CASES}                                  the request is served
///   {"error": "…"}                                   the request cannot be served
/// An explored case adds "schedules": N, "by_strategy": {NAME: N, …} and "steps": M to its end, and a case in
/// which N lock orders were reported adds "lock_orders": N. Under `every_fault`, begin and finding hold
/// "faults": {…}, which replace the faults of the plan, and the end after the last fault holds "faults":
/// {"tried": N, "impossible": N}.
struct request {
  enum class kind : std::uint8_t { list, cases, plan } what = kind::list;
  std::string subject;
  std::uint64_t first_seed = 0;  ///< cases: the seeds are first_seed, first_seed + 1, …
  std::uint32_t count = 1;       ///< cases: the number of cases; plan: the number of runs
  std::uint32_t size = 100;      ///< cases: the size of the plans, 1 to 100
  bool leak_check_each = false;  ///< check for leaks after each case, not only after the last
  bool keep_going = false;       ///< plan: continue after a violation of a property
  bool every_fault = false;      ///< run each plan without faults, then once with each single fault
  lock_orders on_lock_order = lock_orders::warn;
  /// Under stress: a case that makes no progress for that time is a livelock. nullopt: a minute.
  std::optional<std::uint32_t> patience_ms;
  bool with_history = false;            ///< plan: answer with the history of the last case that passed
  std::vector<std::string> properties;  ///< check only these; empty: all
  std::optional<plan::plan> plan;
  std::optional<exploration> explore;  ///< nullopt: run under stress
};

/// The environment variable that holds the descriptor of the file which a runner writes its flight record
/// into.
inline constexpr const char* record_variable = "GAUNTLET_FLIGHT_RECORD";
/// Environment variable. If it is set, the runner marks on its standard error where each case begins
/// (case_marker).
inline constexpr const char* marks_variable = "GAUNTLET_MARK_CASES";

[[nodiscard]] std::string to_line(const request& request);
/// Reads a line without its newline. Errors: plan::bad_input.
[[nodiscard]] request read_request(const std::string& line);

}  // namespace gauntlet::protocol
