#include "reports/summary_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"
#include "reports/outputs.hpp"
#include "reports/property_cells.hpp"

namespace gauntlet::reports {
namespace {

using campaign::mutant_verdict;
using campaign::tally;
using nlohmann::json;

/// Returns the words for a campaign with --every-fault: plans, single faults that were tried, and faults that
/// were skipped.
std::string plans_with_faults(std::uint64_t plans, std::uint64_t tried, std::uint64_t skipped) {
  auto out = fmt::format("{} plans with each of their {} faults", grouped(plans), grouped(tried));
  if (skipped > 0)
    out += fmt::format(
        " ({} faults were skipped: they would block the plan, or make it ambiguous which submit fails)",
        grouped(skipped));
  return out;
}

/// Returns a sentence for each job in which ThreadSanitizer reported two lock orders and no case failed for
/// them.
std::vector<std::string> warnings(const tally& t) {
  std::vector<std::string> out;
  for (const auto& [id, job] : t.jobs)
    if (job.lock_orders > 0)
      out.push_back(fmt::format(
          "Potential deadlock in {} ({}): ThreadSanitizer reported that two mutexes were locked in "
          "both orders, in {} of {} cases. If nothing excludes the deadlock, for example a third "
          "mutex, use one order. `--lock-order error` makes it a finding with the stacks.",
          id.subject, id.flavour, job.lock_orders, job.cases));
  return out;
}

/// Returns a sentence for each job with schedules that were too long.
std::vector<std::string> notes_on_length(const tally& t) {
  std::vector<std::string> out;
  for (const auto& [id, job] : t.jobs)
    if (job.too_long > 0)
      out.push_back(fmt::format(
          "{} of {} schedules of {} ({}) were too long: they reached the limit of {} steps, and are "
          "no livelocks. They are no failures.",
          grouped(job.too_long), grouped(job.schedules), id.subject, id.flavour,
          grouped(schedule::schedule_limits{}.steps)));
  return out;
}

/// Returns a sentence for each job with cases that left child processes.
std::vector<std::string> notes_on_children(const tally& t) {
  std::vector<std::string> out;
  for (const auto& [id, job] : t.jobs)
    if (job.left_children > 0)
      out.push_back(
          fmt::format("{} of {} ({}) left child processes; Gauntlet ended them. They are no failures.",
                      counted(job.left_children, "case"), id.subject, id.flavour));
  return out;
}

std::vector<std::string> notes(const tally& t) {
  auto out = notes_on_length(t);
  std::ranges::move(notes_on_children(t), std::back_inserter(out));
  return out;
}

/// Names the applicable properties that no case of a correct subject exercised, or counts them if there are
/// many. Returns an empty string if there are none.
std::string properties_not_exercised(const tally& t) {
  constexpr std::size_t most_names = 8;
  std::vector<std::string> subjects;
  std::size_t count = 0;
  for (const auto& subject : t.subjects) {
    if (subject.mutant) continue;
    const auto ids = ids_not_exercised(property_cells(t, subject, t.jobs_of(subject.name)))
                         .get<std::vector<std::string>>();
    if (ids.empty()) continue;
    count += ids.size();
    subjects.push_back(fmt::format("{} in {}", fmt::join(ids, ", "), subject.name));
  }
  if (count > most_names)
    return fmt::format("not exercised: {} properties in {}, as named above", count,
                       counted(subjects.size(), "subject"));
  return subjects.empty() ? "" : fmt::format("not exercised: {}", fmt::join(subjects, ", "));
}

}  // namespace

json summary_section(const tally& t) {
  std::uint64_t correct = 0, correct_cases = 0, violations = 0, faults = 0, skipped = 0;
  std::map<mutant_verdict, std::uint64_t> mutants;
  for (const auto& subject : t.subjects) {
    const auto jobs = t.jobs_of(subject.name);
    if (subject.mutant) {
      if (!jobs.empty()) ++mutants[campaign::result_of_mutant(t, subject.name).verdict];
      continue;
    }
    std::uint64_t failed = 0;
    std::uint64_t cases = 0;
    for (const auto& [flavour, job] : jobs) cases += job->cases, failed += job->failed;
    violations += failed;
    if (cases == 0 || failed > 0) continue;
    ++correct;
    correct_cases += cases;
    for (const auto& [flavour, job] : jobs) faults += job->faults, skipped += job->impossible_faults;
  }
  std::vector<std::string> parts;
  if (violations > 0)
    parts.push_back(fmt::format("{} failing case{} in subjects that should be correct", violations,
                                violations == 1 ? "" : "s"));
  if (correct > 0)
    parts.push_back(fmt::format("{} correct subject{} survived {}", correct, correct == 1 ? "" : "s",
                                t.campaign->every_fault ? plans_with_faults(correct_cases, faults, skipped)
                                                        : fmt::format("{} cases", correct_cases)));
  if (const auto none = properties_not_exercised(t); !none.empty()) parts.push_back(none);
  std::uint64_t all = 0;
  for (const auto& [verdict, count] : mutants) all += count;
  if (all > 0)
    parts.push_back(fmt::format("{} of {} mutants killed for their declared reason",
                                mutants[mutant_verdict::killed], all));
  if (mutants[mutant_verdict::survived] > 0)
    parts.push_back(fmt::format("{} survived", mutants[mutant_verdict::survived]));
  if (mutants[mutant_verdict::killed_for_another_reason] > 0)
    parts.push_back(
        fmt::format("{} killed for another reason", mutants[mutant_verdict::killed_for_another_reason]));
  if (mutants[mutant_verdict::not_finished] > 0)
    parts.push_back(
        fmt::format("{} not finished within the time limit", mutants[mutant_verdict::not_finished]));
  const auto warned = warnings(t);
  if (!warned.empty())
    parts.push_back(
        fmt::format("{} warning{} of a potential deadlock", warned.size(), warned.size() == 1 ? "" : "s"));
  const bool interrupted = !t.ended() || t.end->interrupted;
  if (interrupted) parts.emplace_back("interrupted");
  const double seconds = t.ended() ? t.end->seconds : 0;
  return {{"sentence",
           parts.empty() ? std::string("No subject was run.") : fmt::format("{}.", fmt::join(parts, "; "))},
          {"cases", t.cases()},
          {"cases_per_s", seconds > 0 ? static_cast<double>(t.cases()) / seconds : 0},
          {"violations", violations},
          {"mutants_killed", mutants[mutant_verdict::killed]},
          {"mutants_survived", mutants[mutant_verdict::survived]},
          {"mutants_killed_for_another_reason", mutants[mutant_verdict::killed_for_another_reason]},
          {"exit_code", interrupted ? 130 : campaign::exit_code_of(t)},
          {"schedules", t.schedules()},
          {"warnings", warned},
          {"notes", notes(t)}};
}

}  // namespace gauntlet::reports
