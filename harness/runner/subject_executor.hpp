#pragma once

namespace gauntlet::runner {

/// Sorts the registry of subjects of this process (run/registry), and serves requests with these subjects.
/// Returns the exit code of the runner. Requires: called once, by main.
[[nodiscard]] int serve_subjects();

}  // namespace gauntlet::runner
