#pragma once

#include <string>

#include "harness/campaign/foreign_process.hpp"

namespace gauntlet::campaign {

/// The main loop of a runner whose subjects live in a program in another language (docs/protocol.md, "A
/// runner in another language"): plans go to that program, and the histories that come back are judged here,
/// by the same checks as any other. Gives the exit code, as `serve`. One call a process.
[[nodiscard]] int serve_foreign(const foreign_process::options& program, const std::string& flavour);

}  // namespace gauntlet::campaign
