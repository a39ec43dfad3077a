#include "reports/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/campaign/counted_key.hpp"
#include "harness/plan/plan_json.hpp"
#include "reports/explore_section.hpp"
#include "reports/how_often.hpp"
#include "reports/outputs.hpp"
#include "reports/property_cells.hpp"
#include "reports/schedule_table.hpp"
#include "reports/source_place.hpp"
#include "reports/story.hpp"
#include "reports/summary_section.hpp"

namespace gauntlet::reports {
namespace {

using campaign::job_tally;
using campaign::mutant_verdict;
using campaign::tally;
using nlohmann::json;

const char* name_of(mutant_verdict verdict) {
  static constexpr const char* names[] = {"killed", "survived", "killed_for_another_reason", "not_run",
                                          "not_finished"};
  return names[static_cast<std::size_t>(verdict)];
}

/// Counts the shrunk findings of the job. If a case failed, the count is at least 1, because the run may have
/// ended before that case was shrunk.
std::uint64_t distinct_findings(const tally& t, const std::string& subject, const std::string& flavour,
                                const job_tally& job) {
  const auto shrunk = std::count_if(t.reduced.begin(), t.reduced.end(), [&](const auto& r) {
    return r.job == protocol::job_id{subject, flavour};
  });
  return std::max<std::uint64_t>(static_cast<std::uint64_t>(shrunk), job.failed > 0 ? 1 : 0);
}

json subject_row(const tally& t, const protocol::subject& subject) {
  json flavours = json::array();
  const auto jobs = t.jobs_of(subject.name);
  for (const auto& [flavour, job] : jobs)
    flavours.push_back({{"flavour", flavour},
                        {"cases", job->cases},
                        {"failed", job->failed},
                        {"seconds", job->seconds},
                        {"findings", distinct_findings(t, subject.name, flavour, *job)},
                        {"schedules", job->schedules},
                        {"verdicts", count_verdicts(property_cells(t, subject, {{flavour, job}}))}});
  const json properties = property_cells(t, subject, jobs);
  return {{"name", subject.name},     {"kind", name_of(subject.kind)},
          {"title", subject.title},   {"flavours", flavours},
          {"properties", properties}, {"not_exercised", ids_not_exercised(properties)}};
}

/// Returns one word of a command line, in single quotes if a shell would split or expand it.
std::string quoted(const std::string& word) {
  if (word.find_first_of(" \t*?'\"$&;|<>()\\`") == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  return out + "'";
}

std::string replay_command(const tally& t, const protocol::reduced_entry& reduced) {
  const auto& runners = t.campaign->runners;
  return fmt::format("gauntlet {}replay {}",
                     runners.empty() ? "" : fmt::format("--runners {} ", quoted(runners)),
                     quoted(fmt::format("{}/{}", t.campaign->folder, reduced.case_file)));
}

std::string clip(std::string text) {
  constexpr std::size_t max_bytes = 20'000;
  if (text.size() > max_bytes) text = text.substr(0, max_bytes) + "\n… (cut)\n";
  return text;
}

/// Returns the shrunk schedule of an explored case, with the size of the schedule that failed first. Returns
/// null if the case was not explored.
json schedule_of(const protocol::reduced_entry& reduced) {
  if (!reduced.finding.schedule) return nullptr;
  const auto& smallest = *reduced.finding.schedule;
  const auto& first = reduced.first_schedule ? *reduced.first_schedule : smallest;
  return {{"strategy", first.strategy},
          {"steps", smallest.steps},
          {"switches", smallest.switches},
          {"preemptions", smallest.preemptions},
          {"from_steps", first.steps},
          {"from_preemptions", first.preemptions},
          {"table", to_json(tabulate(reduced.finding))}};
}

/// Names the other keys of the same case, and the flavour in which the schedule also failed.
std::string detail_of(const protocol::reduced_entry& reduced) {
  std::vector<std::string> sentences;
  std::vector<std::string> others;
  for (const auto& other : reduced.finding.also) others.push_back(other.key);
  if (!others.empty())
    sentences.push_back(fmt::format("The same case also shows: {}.", fmt::join(others, ", ")));
  if (!reduced.confirmed_in.empty())
    sentences.push_back(fmt::format("The same schedule also fails in {}.", reduced.confirmed_in));
  return fmt::format("{}", fmt::join(sentences, " "));
}

json finding_card(const tally& t, const protocol::reduced_entry& reduced, std::size_t number) {
  const auto& finding = reduced.finding;
  const auto& subject = t.subject(reduced.job.subject);
  json story = json::array();
  for (const auto& line : story_of(finding))
    story.push_back(
        {{"t_us", line.t_us}, {"actor", line.actor}, {"text", line.text}, {"evidence", line.evidence}});
  return {{"id", fmt::format("F{}", number)},
          {"subject", reduced.job.subject},
          {"subject_kind", name_of(subject.kind)},
          {"flavour", reduced.job.flavour},
          {"key", finding.key},
          {"oracle", protocol::name_of(finding.oracle)},
          {"declared", campaign::declares_kill(subject, finding.key)},
          {"sentence", finding.sentence},
          {"detail", detail_of(reduced)},
          {"seed", reduced.seed},
          {"plan", plan::to_json(reduced.plan)},
          {"plan_lines", reduced.plan_text},
          {"delays", reduced.faults_text},
          {"shrunk",
           {{"from_tasks", reduced.original.tasks.size()},
            {"to_tasks", reduced.plan.tasks.size()},
            {"from_steps", plan::count_steps(reduced.original)},
            {"to_steps", plan::count_steps(reduced.plan)},
            {"candidates", reduced.candidates},
            {"failed", reduced.failed},
            {"runs", reduced.runs}}},
          {"how_often", how_often(reduced)},
          {"cases_before", reduced.run_up ? reduced.run_up->count : 0},
          {"story", story},
          {"timeline", timeline(finding)},
          {"sanitizer", clip(finding.sanitizer)},
          {"where", first_source_place(finding.sanitizer)},
          {"schedule", schedule_of(reduced)},
          {"case_file", reduced.case_file},
          {"replay", replay_command(t, reduced)}};
}

/// Returns the findings in order of urgency: first those in subjects that should be correct, then mutants
/// killed for another reason, then mutants killed for a declared reason.
std::vector<const protocol::reduced_entry*> by_urgency(const tally& t) {
  const auto rank = [&](const protocol::reduced_entry* r) {
    const auto& subject = t.subject(r->job.subject);
    if (!subject.mutant) return 0;
    return campaign::declares_kill(subject, r->finding.key) ? 2 : 1;
  };
  std::vector<const protocol::reduced_entry*> out;
  for (const auto& r : t.reduced) out.push_back(&r);
  std::stable_sort(out.begin(), out.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  return out;
}

json mutant_row(const tally& t, const protocol::subject& subject,
                const std::vector<const protocol::reduced_entry*>& findings) {
  const auto result = campaign::result_of_mutant(t, subject.name);
  const auto& m = *subject.mutant;
  json finding = nullptr;
  for (std::size_t i = 0; i < findings.size() && finding.is_null(); ++i)
    if (findings[i]->job.subject == subject.name && findings[i]->finding.key == result.key) finding = i;
  return {{"id", subject.name},
          {"subject", m.of},
          {"class", m.defect_class},
          {"title", m.title},
          {"reports", m.reports},
          {"expected", m.killed_by},
          {"verdict", name_of(result.verdict)},
          {"killed_by", result.key.empty() ? json(nullptr) : json(result.key)},
          {"flavour", result.flavour.empty() ? json(nullptr) : json(result.flavour)},
          {"cases", result.cases},
          {"seconds", result.seconds},
          {"diff", m.diff},
          {"finding", finding},
          {"schedules", result.schedules},
          {"strategy", result.strategy}};
}

json run_section(const tally& t) {
  json run{{"command", t.campaign->command},
           {"seed", t.campaign->seed},
           {"started", t.campaign->started},
           {"jobs", t.campaign->jobs},
           {"budget", t.campaign->budget},
           {"mode", t.campaign->mode},
           {"gauntlet", t.campaign->gauntlet},
           {"compiler", t.campaign->compiler},
           {"os", t.campaign->os},
           {"cpus", t.campaign->cpus}};
  run["seconds"] = t.ended() ? t.end->seconds : 0;
  run["interrupted"] = !t.ended() || t.end->interrupted;
  return run;
}

}  // namespace

json make_document(const tally& t) {
  json document{{"schema", "gauntlet-report"},
                {"version", 1},
                {"run", run_section(t)},
                {"summary", summary_section(t)}};
  document["properties"] = json::array();
  for (const auto& p : t.properties)
    document["properties"].push_back({{"id", p.id}, {"name", p.name}, {"summary", p.summary}});
  const auto findings = by_urgency(t);
  document["subjects"] = json::array();
  document["mutants"] = json::array();
  for (const auto& subject : t.subjects) {
    if (!subject.mutant)
      document["subjects"].push_back(subject_row(t, subject));
    else if (!t.jobs_of(subject.name).empty())
      document["mutants"].push_back(mutant_row(t, subject, findings));
  }
  document["findings"] = json::array();
  for (std::size_t i = 0; i < findings.size(); ++i)
    document["findings"].push_back(finding_card(t, *findings[i], i + 1));
  document["explore"] = explore_section(t);
  document["limits"] = t.limits.empty() ? json::array() : json::parse(t.limits);
  return document;
}

}  // namespace gauntlet::reports
