#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"
#include "harness/run/execute.hpp"
#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {

/// What one run of a plan is judged by.
struct judged_case {
  const run::subject_description& subject;
  const plan::plan& plan;
  const std::vector<std::string>& properties;  ///< only these; empty: all
};

/// What a run, and what ThreadSanitizer reported meanwhile, say.
struct judgement_of_run {
  std::optional<protocol::finding> found;
  history::history taken;  ///< where nothing was found
  check::property_set exercised;
  check::property_set deviated;  ///< what broke a property that the subject declares not to keep
  bool raced = false;
};

/// Of a run that ended. Takes what ThreadSanitizer has reported since the last one. Errors:
/// std::runtime_error where the recorder had no room.
[[nodiscard]] judgement_of_run judge_run(const judged_case& of, history::history taken);
/// The same, where `races` are what was reported meanwhile, by whatever means.
[[nodiscard]] judgement_of_run judge_run(const judged_case& of, history::history taken,
                                         const tsan_report& races);
/// Of a schedule, which may have ended in a deadlock or at the step limit.
[[nodiscard]] judgement_of_run judge_schedule(const judged_case& of, run::execution::explored ran);

/// Of a run that never ends; in a `deadlock`, or else a livelock.
[[nodiscard]] protocol::finding judge_hang(const judged_case& of, history::history taken, bool deadlock);
/// Of a schedule that went on where the harness can't see it.
[[nodiscard]] protocol::finding escaped_control(history::history taken);
/// Of memory that nothing refers to any more.
[[nodiscard]] protocol::finding leak_found();

}  // namespace gauntlet::runner
