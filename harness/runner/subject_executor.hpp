#pragma once

namespace gauntlet::runner {

/// Serves requests with the subjects of this process's registry (run/registry). Sorts the registry first.
/// Returns the exit code of the runner. Requires: called by main, once.
[[nodiscard]] int serve_subjects();

}  // namespace gauntlet::runner
