#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::protocol {

/// How the cases of a request are explored: every one under a number of schedules.
struct exploration {
  std::uint32_t schedules = 10;         ///< of each case, at most
  std::vector<std::string> strategies;  ///< by name; empty: a portfolio of all
  schedule::schedule_faults faults;     ///< in each schedule, at most
  bool plain_accesses = false;          ///< are scheduling points, too; in the `fast` flavour only
  /// Run again what these decisions say, instead of searching: the plan once.
  std::optional<std::vector<std::uint16_t>> decisions;
  /// Run the plan once with these switches (step, thread), and no other preemption; at other forks with these
  /// draws, and zeros after them.
  std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> switches;
  std::vector<std::uint16_t> draws;

  friend bool operator==(const exploration&, const exploration&) = default;
};

/// What the orchestrator asks of a runner: one line of JSON each, on its standard input. The runner answers
/// with lines on its standard output (docs/protocol.md):
///   {"begin": SEED}                                  a case begins
///   {"end": SEED, "exercised": BITS, "us": T}         it passed
///   {"finding": {…}, "seed": SEED, "exercised": …}    it failed; the runner then ends, so that the next case
///   is clean
///   (with "schedules": N, "by_strategy": {NAME: N, …} and "steps": M where it was explored; a begin and a
///   finding with "faults": {…} where those take the place of the plan's own, and the end of such a case,
///   after its last fault, with "faults": {"tried": N, "impossible": N})
///   {"diverged": STEP, "seed": SEED}                 its schedule left the recorded decisions there
///   {"done": CASES}                                  the request is served
///   {"error": "…"}                                   the request can't be served
struct request {
  enum class kind : std::uint8_t { list, cases, plan } what = kind::list;
  std::string subject;
  std::uint64_t first_seed = 0;         ///< cases: seeds first_seed, first_seed + 1, …
  std::uint32_t count = 1;              ///< cases: how many; plan: how often
  std::uint32_t size = 100;             ///< cases: how large plans get, 1 to 100
  bool leak_check_each = false;         ///< look for leaks after each case, not only after the last
  bool keep_going = false;              ///< plan: go on after a finding of the property checks
  bool every_fault = false;             ///< each plan without its faults, then with each single one in turn
  bool with_history = false;            ///< plan: give the history of the last case, passed or not
  std::vector<std::string> properties;  ///< only these; empty: all
  std::optional<plan::plan> plan;
  std::optional<exploration> explore;  ///< under control; none: on free threads
};

/// The environment variable with the number of the file that a runner shares its flight record in.
inline constexpr const char* record_variable = "GAUNTLET_FLIGHT_RECORD";

[[nodiscard]] std::string to_line(const request& request);
/// Errors: plan::bad_input.
[[nodiscard]] request read_request(const std::string& line);

}  // namespace gauntlet::protocol
