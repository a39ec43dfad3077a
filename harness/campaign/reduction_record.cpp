#include "harness/campaign/reduction_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "harness/campaign/replayed_case.hpp"
#include "harness/campaign/reproducer.hpp"
#include "harness/protocol/case_file.hpp"

namespace gauntlet::campaign {
namespace {

constexpr std::size_t max_name = 200;  // bytes; file systems allow 255

/// Returns the name of a file. The name of a subject may contain a slash, which is replaced.
std::string file_name_of(const protocol::job_id& job, const failing_case& failing) {
  auto name = fmt::format("{}-{}-{}", job.subject, job.flavour, failing.key).substr(0, max_name);
  const auto replaced = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' ||
           std::string_view(":/\\\"*?<>|").find(c) != std::string_view::npos;
  };
  std::replace_if(name.begin(), name.end(), replaced, '-');
  return fmt::format("{}-{}.json", name, failing.seed);
}

/// Returns whether the finding is the end of the runner by a signal that no fault of its own code sends.
bool is_end_by_request(const protocol::finding& finding) {
  constexpr std::string_view prefix = "crash:SIG";
  constexpr std::array<std::string_view, 7> faults{"SEGV", "BUS", "ILL", "FPE", "ABRT", "TRAP", "SYS"};
  const std::string_view key = finding.key;
  return key.starts_with(prefix) &&
         std::find(faults.begin(), faults.end(), key.substr(prefix.size())) == faults.end();
}

/// Returns a sentence for a death that may be the machine's, and did not happen again; else "".
std::string doubt_about(const protocol::finding& finding, const reduction& reduced) {
  if (reduced.failed > 0 || reduced.runs == 0) return "";
  if (finding.oracle == protocol::oracle::oom)
    return fmt::format(
        "{} more runs of this case were not killed: check the memory of the machine before the subject.",
        reduced.runs);
  if (is_end_by_request(finding))
    return fmt::format(
        "A signal from outside may have ended the runner: the case did not fail again in {} more runs.",
        reduced.runs);
  return "";
}

/// Returns the finding of the smallest plan, or the first finding if no final run failed: the smallest plan
/// is then the plan of that finding.
protocol::finding finding_to_report(const failing_case& failing, const reduction& reduced) {
  auto out = reduced.finding.value_or(failing.finding).told_as(failing.key);
  if (const auto doubt = doubt_about(out, reduced); !doubt.empty()) out.add_sentence(doubt);
  if (!reduced.difference.empty())
    out.add_sentence(fmt::format("Its replays differ, first at {}.", reduced.difference));
  return out;
}

}  // namespace

std::string confirm(const campaign_options& options, const job& job, const std::string& key,
                    const reduction& reduced, std::uint64_t seed,
                    std::chrono::steady_clock::time_point deadline, const std::atomic<bool>& stop) {
  if (!options.confirm || !job.explore || !reduced.finding || stop.load()) return "";
  const auto runner = options.confirm->runner_for(*job.subject);
  if (!runner || options.confirm->flavour == job.flavour) return "";
  const auto record = record_of(*reduced.finding);
  if (!record) return "";
  protocol::exploration how;
  how.decisions = record->decisions;
  how.faults = record->faults;
  how.plain_accesses = record->plain_accesses;
  reproducer again(
      {*runner, options.folder / "runner-stderr-confirmations.txt", false, &stop, options.answer_timeout},
      *job.subject, key, how);
  again.set_deadline(deadline);
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
  protocol::case_file smallest{job.subject,      job.flavour, failing.key,   failing.seed,
                               reduced.smallest, {},          reduced.run_up};
  smallest.recorded = record_of(out.finding);
  write_case(folder / out.case_file, smallest);
  out.original = failing.plan;
  out.plan_text = plan::describe(reduced.smallest);
  out.faults_text = plan::describe_faults(reduced.smallest);
  out.plan = std::move(reduced.smallest);
  out.candidates = reduced.candidates;
  out.failed = reduced.failed;
  out.runs = reduced.runs;
  out.run_up = reduced.run_up;
  out.first_schedule = std::move(reduced.first_schedule);
  out.confirmed_in = confirmed_in;
  return out;
}

}  // namespace gauntlet::campaign
