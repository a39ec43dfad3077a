#pragma once

#include <string>
#include <string_view>

namespace gauntlet::reports {

/// The first place in the subject's own source that the text of a sanitizer names, as "fail_fast.hpp:42".
/// Files of the system, of the harness and of Gauntlet's headers are skipped. Files of scenarios/ keep their
/// folder: "scenarios/subjects/fail_fast.hpp:42". Empty where there is none.
[[nodiscard]] std::string first_source_place(std::string_view text);

}  // namespace gauntlet::reports
