#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "harness/check/property_set.hpp"
#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/catalogue.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::protocol {

/// The number of schedules of a case, by the name of the strategy that chose them.
using schedules_by_strategy = std::map<std::string, std::uint64_t>;

/// A case begins.
struct case_begun {
  std::uint64_t seed = 0;
  bool warm_up = false;                  ///< creates what the subject keeps between cases; not counted
  std::optional<plan::faults> faults{};  ///< replace the faults of the plan
};

/// How many schedules of a case ran, and their total number of steps. `too_long`: how many of them reached
/// the limit of steps, and ended when they were continued fairly.
struct explored_schedules {
  std::uint64_t schedules = 0, steps = 0;
  schedules_by_strategy by_strategy{};
  std::uint64_t too_long = 0;
};

/// Under `every_fault`: with how many single faults the plan ran, and how many it cannot have.
struct tried_faults {
  std::uint64_t tried = 0, impossible = 0;
};

/// A case passed.
struct case_passed {
  std::uint64_t seed = 0;
  check::property_set exercised;
  check::property_set deviated;  ///< violated properties that the subject declares not to keep
  std::uint64_t us = 0;
  std::optional<explored_schedules> explored{};
  std::optional<tried_faults> faults{};
  std::uint32_t lock_orders = 0;  ///< reports of two lock orders, each a potential deadlock
  std::uint32_t children = 0;     ///< child processes that the case left, and that the runner ended
};

/// A case failed. The runner ends after a finding, so that the next case gets a clean process.
struct case_failed {
  protocol::finding finding;
  std::uint64_t seed = 0;
  check::property_set exercised{};
  std::optional<plan::faults> faults{};
  schedules_by_strategy by_strategy{};
};

/// LeakSanitizer found a leak after the last case of a batch. The case that leaked is not known.
struct leaks_in_batch {
  std::uint32_t cases = 0;
};

/// A replayed schedule differs from the recorded decisions from this step on.
struct schedule_diverged {
  std::uint32_t step = 0;
  std::uint64_t seed = 0;
};

/// The last answer to a request: all its cases have run.
struct request_done {
  std::uint32_t cases = 0;
  std::optional<history::history> last{};  ///< the history of the last case that passed, if requested
  bool ends = false;                       ///< the runner ends now: its process has used up its threads
};

/// The last answer to a request that cannot be served.
struct request_refused {
  std::string why;
};

/// One line that a runner writes to its standard output (docs/protocol.md).
using answer = std::variant<catalogue, case_begun, case_passed, case_failed, leaks_in_batch,
                            schedule_diverged, request_done, request_refused>;

/// Returns the answer as one line of JSON, with its newline. Replaces bytes that are not UTF-8.
[[nodiscard]] std::string to_line(const answer& answer);

/// Reads a line without its newline. Returns nullopt if the line is not JSON: the runner crashed while it
/// wrote. A finding that cannot be read becomes a finding `crash:spoilt-memory`. Errors:
/// nlohmann::json::exception if the line is JSON, but not an answer.
[[nodiscard]] std::optional<answer> read_answer(const std::string& line);

}  // namespace gauntlet::protocol
