#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>

#include "harness/campaign/campaign.hpp"
#include "harness/campaign/reduce.hpp"
#include "harness/campaign/triage.hpp"
#include "harness/protocol/journal_entry.hpp"

namespace gauntlet::campaign {

/// Runs the smallest case of an explored finding again, under the same schedule, in the flavour that the
/// options name. Returns that flavour if the case fails there with the same key before the deadline.
/// Otherwise returns "".
[[nodiscard]] std::string confirm(const campaign_options& options, const job& job, const std::string& key,
                                  const reduction& reduced, std::uint64_t seed,
                                  std::chrono::steady_clock::time_point deadline,
                                  const std::atomic<bool>& stop);

/// Writes the case file of a reduction into the folder of the campaign. Returns the journal entry. Errors:
/// std::system_error that names the file.
[[nodiscard]] protocol::reduced_entry record_reduction(const std::filesystem::path& folder,
                                                       const protocol::job_id& job,
                                                       const failing_case& failing, reduction reduced,
                                                       const std::string& confirmed_in);

}  // namespace gauntlet::campaign
