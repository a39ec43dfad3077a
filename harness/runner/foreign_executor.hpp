#pragma once

#include <string>

#include "harness/runner/foreign_process.hpp"

namespace gauntlet::runner {

/// Serves requests with the subjects of a program in another language (docs/protocol.md, "A runner in another
/// language"). Sends plans to that program and checks the histories that it returns, with the same properties
/// as for any other subject. Returns the exit code of the runner. Requires: called once per process.
[[nodiscard]] int serve_foreign(const foreign_process::options& program, const std::string& flavour);

}  // namespace gauntlet::runner
