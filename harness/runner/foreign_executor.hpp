#pragma once

#include <string>

#include "harness/runner/foreign_process.hpp"

namespace gauntlet::runner {

/// Serves requests with the subjects of a program in another language (docs/protocol.md, "A runner in another
/// language"): plans go to that program, and the histories that come back are judged here, by the same checks
/// as any other. Returns the exit code of the runner. One call a process.
[[nodiscard]] int serve_foreign(const foreign_process::options& program, const std::string& flavour);

}  // namespace gauntlet::runner
