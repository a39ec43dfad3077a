#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Fails the running test where `text` is not what reports/approved/`name` holds. The message shows the first
/// line that differs, and says how to approve the new text where that is the right one.
void expect_approved(const std::string& name, const std::string& text);

/// What reports/approved/`name` holds.
[[nodiscard]] std::string approved(const std::string& name);

/// The campaign that the approved reports are made from, small enough to be checked by hand: subjects that
/// are right, wrong and not run, mutants with each of the four verdicts. The explored one has mutants and a
/// right subject, and a finding with the steps of its schedule.
inline constexpr const char* stress_journal = "journal.jsonl";
inline constexpr const char* explored_journal = "explored_journal.jsonl";
[[nodiscard]] campaign::tally approved_tally(const char* journal = stress_journal);
[[nodiscard]] nlohmann::json approved_document(const char* journal = stress_journal);

}  // namespace gauntlet::reports
