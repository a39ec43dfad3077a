#pragma once

#include <optional>
#include <vector>

#include "harness/campaign/job_queue.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/installation.hpp"

namespace gauntlet::cli {

/// Returns the mode of these options. Requires: `mode` is a name that --mode accepts.
[[nodiscard]] run_mode mode_of(const run_options& options);

/// Returns how these options explore cases.
[[nodiscard]] protocol::exploration exploration_of(const run_options& options);

/// Returns the jobs of a campaign: each chosen subject in each flavour that fits the mode. A mutant that
/// every flavour can kill runs only in the first flavour. In the mode `full` it runs once under explore and
/// once under stress. Requires: `here` outlives the jobs. Errors: plan::bad_input if there is no job; the
/// message names the target to build.
[[nodiscard]] std::vector<campaign::job> make_jobs(const run_options& options, const installation& here);

}  // namespace gauntlet::cli
