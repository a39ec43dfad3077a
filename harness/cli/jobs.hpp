#pragma once

#include <optional>
#include <vector>

#include "harness/campaign/job_queue.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/installation.hpp"

namespace gauntlet::cli {

/// The mode of these options. Requires: one of the names that --mode takes.
[[nodiscard]] run_mode mode_of(const run_options& options);

/// How explored cases of these options are explored.
[[nodiscard]] protocol::exploration exploration_of(const run_options& options);

/// The jobs of a campaign: each chosen subject in each flavour that fits the mode. A mutant that any flavour
/// can kill is run in the first one only; in the mode `full`, in the first one of each way to run. Requires:
/// `here` outlives the jobs. Errors: plan::bad_input where nothing is left to run; it names the target to
/// build.
[[nodiscard]] std::vector<campaign::job> make_jobs(const run_options& options, const installation& here);

}  // namespace gauntlet::cli
