#include "harness/campaign/reduction_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "harness/campaign/replayed_case.hpp"
#include "harness/protocol/case_file.hpp"

namespace gauntlet::campaign {
namespace {

std::string file_name_of(const protocol::job_id& job, const failing_case& failing) {
  auto name = fmt::format("{}-{}-{}-{}.json", job.subject, job.flavour, failing.key, failing.seed);
  std::replace(name.begin(), name.end(), ':', '-');
  return name;
}

/// Returns the finding of the smallest plan, or the first finding if the smallest plan did not fail again.
protocol::finding finding_to_report(const failing_case& failing, const reduction& reduced) {
  auto out = reduced.finding.value_or(failing.finding);
  out.key = failing.key;
  if (out.oracle == protocol::oracle::oom && reduced.failed == 0)
    out.add_sentence(fmt::format(
        "{} more runs of this case were not killed: check the memory of the machine before the subject.",
        reduced.runs));
  if (!reduced.difference.empty())
    out.add_sentence(fmt::format("Its replays differ, first at {}.", reduced.difference));
  return out;
}

}  // namespace

std::string confirm(const campaign_options& options, const job& job, const std::string& key,
                    const reduction& reduced, std::uint64_t seed, const std::atomic<bool>& stop) {
  if (!options.confirm || !job.explore || !reduced.finding || stop.load()) return "";
  const auto runner = options.confirm->runner_for(*job.subject);
  if (!runner || options.confirm->flavour == job.flavour) return "";
  const auto record = record_of(*reduced.finding);
  if (!record) return "";
  protocol::exploration how;
  how.decisions = record->decisions;
  how.faults = record->faults;
  reproducer again(
      {*runner, options.folder / "runner-stderr-confirmations.txt", false, &stop, options.answer_timeout},
      *job.subject, key, how);
  return again.fails(reduced.smallest, seed, 1) ? options.confirm->flavour : "";
}

protocol::reduced_entry record_reduction(const std::filesystem::path& folder, const protocol::job_id& job,
                                         const failing_case& failing, reduction reduced,
                                         const std::string& confirmed_in) {
  protocol::reduced_entry out;
  out.job = job;
  out.seed = failing.seed;
  out.finding = finding_to_report(failing, reduced);
  out.case_file = "cases/" + file_name_of(job, failing);
  protocol::case_file smallest{job.subject, job.flavour, failing.key, failing.seed, reduced.smallest, {}};
  smallest.recorded = record_of(out.finding);
  write_case(folder / out.case_file, smallest);
  out.original = failing.plan;
  out.plan_text = plan::describe(reduced.smallest);
  out.faults_text = plan::describe_faults(reduced.smallest);
  out.plan = std::move(reduced.smallest);
  out.candidates = reduced.candidates;
  out.failed = reduced.failed;
  out.runs = reduced.runs;
  out.first_schedule = std::move(reduced.first_schedule);
  out.confirmed_in = confirmed_in;
  return out;
}

}  // namespace gauntlet::campaign
