#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"
#include "harness/run/execute.hpp"
#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {

/// A run of a plan, and the properties to check.
struct judged_case {
  const run::subject_description& subject;
  const plan::plan& plan;
  const std::vector<std::string>& properties;  ///< check only these; empty: all
  bool fails_on_lock_orders = false;           ///< a report of two lock orders is a finding
};

/// The result of the checks on one run, and of what ThreadSanitizer reported during it.
struct judgement_of_run {
  std::optional<protocol::finding> found;
  history::history recorded;  ///< empty if there is a finding
  check::property_set exercised;
  check::property_set deviated;   ///< violated properties that the subject declares not to keep
  std::uint32_t lock_orders = 0;  ///< reports of two lock orders that are no finding
  bool raced = false;             ///< ThreadSanitizer or a race detector reported something
};

/// Returns the report with its lock orders counted among the other reports.
[[nodiscard]] tsan_report with_lock_orders_as_errors(tsan_report report);

/// Checks a run that ended. Takes the reports of ThreadSanitizer since the last call. Errors:
/// std::runtime_error if the recorder had no room for an event.
[[nodiscard]] judgement_of_run judge_run(const judged_case& of, history::history recorded);
/// Checks a run that ended. `races` holds the races that were reported during it, by ThreadSanitizer or by
/// the race detector of another language.
[[nodiscard]] judgement_of_run judge_run(const judged_case& of, history::history recorded,
                                         const tsan_report& races);
/// Checks a schedule, which may have ended in a deadlock or at the step limit.
[[nodiscard]] judgement_of_run judge_schedule(const judged_case& of, run::execution::explored ran);

/// Checks a run that never ends, in a deadlock or (if not `deadlock`) in a livelock. `races` holds the races
/// that were reported during it. A hang that the subject declares is a deviation, unless the request names
/// its property or a race was reported.
[[nodiscard]] judgement_of_run judge_endless_run(const judged_case& of, history::history recorded,
                                                 bool deadlock, const tsan_report& races);
/// Returns the finding for a run that never ends, whether or not the subject declares the hang.
[[nodiscard]] protocol::finding judge_hang(const judged_case& of, history::history recorded, bool deadlock);
/// Returns the finding for a schedule that blocks or runs where the harness cannot observe it.
[[nodiscard]] protocol::finding escaped_control(history::history recorded);
/// Returns the finding for leaked memory.
[[nodiscard]] protocol::finding leak_found();

}  // namespace gauntlet::runner
