#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Fails the running test if `text` differs from the file reports/approved/`name`. The message shows the
/// first line that differs, and the command that approves the new text.
void expect_approved(const std::string& name, const std::string& text);

/// Returns the content of reports/approved/`name`.
[[nodiscard]] std::string approved(const std::string& name);

/// The journals of the approved campaigns. They are small enough to be checked by hand. The stress journal
/// has correct subjects, incorrect subjects, a subject that was not run, and mutants with four different
/// verdicts. The explored journal has mutants, a correct subject, and findings with the steps of their
/// schedules.
inline constexpr const char* stress_journal = "journal.jsonl";
inline constexpr const char* explored_journal = "explored_journal.jsonl";

/// Returns the campaign of `journal`, and the document made from it.
[[nodiscard]] campaign::tally approved_tally(const char* journal = stress_journal);
[[nodiscard]] nlohmann::json approved_document(const char* journal = stress_journal);

}  // namespace gauntlet::reports
