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

/// Schedules of a case, by the strategy that chose them.
using schedules_by_strategy = std::map<std::string, std::uint64_t>;

/// A case begins.
struct case_begun {
  std::uint64_t seed = 0;
  bool warm_up = false;                  ///< it creates what the subject keeps, and counts for nothing
  std::optional<plan::faults> faults{};  ///< these take the place of the plan's own
};

/// How many schedules of a case ran.
struct explored_schedules {
  std::uint64_t schedules = 0, steps = 0;
  schedules_by_strategy by_strategy;
};

/// How many single faults a plan ran with, and how many it cannot have.
struct tried_faults {
  std::uint64_t tried = 0, impossible = 0;
};

/// A case passed.
struct case_passed {
  std::uint64_t seed = 0;
  check::property_set exercised;
  check::property_set deviated;  ///< properties that it violated as the subject declares
  std::uint64_t us = 0;
  std::optional<explored_schedules> explored{};
  std::optional<tried_faults> faults{};
};

/// A case failed. After a finding the runner ends, so that the next case gets a clean process.
struct case_failed {
  protocol::finding finding;
  std::uint64_t seed = 0;
  check::property_set exercised{};
  std::optional<plan::faults> faults{};
  schedules_by_strategy by_strategy{};
};

/// LeakSanitizer found a leak after the last case of a batch.
struct leaks_in_batch {
  std::uint32_t cases = 0;
};

/// A replayed schedule left the recorded decisions at this step.
struct schedule_diverged {
  std::uint32_t step = 0;
  std::uint64_t seed = 0;
};

/// The request is served.
struct request_done {
  std::uint32_t cases = 0;
  std::optional<history::history> last{};  ///< of the last case, where the request asks for it
};

/// The request cannot be served.
struct request_refused {
  std::string why;
};

/// One line that a runner writes to its standard output (docs/protocol.md).
using answer = std::variant<catalogue, case_begun, case_passed, case_failed, leaks_in_batch,
                            schedule_diverged, request_done, request_refused>;

/// The line, with its newline. Bytes that are not UTF-8 are replaced.
[[nodiscard]] std::string to_line(const answer& answer);

/// Reads a line without its newline. Nothing where the line is torn: it is not JSON, because the runner died
/// while it wrote. A finding that makes no sense becomes a finding of spoilt memory. Errors:
/// nlohmann::json::exception for a line that no runner writes.
[[nodiscard]] std::optional<answer> read_answer(const std::string& line);

}  // namespace gauntlet::protocol
