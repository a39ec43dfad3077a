#include "harness/campaign/tally.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "harness/campaign/counted_key.hpp"
#include "harness/plan/bad_input.hpp"

namespace gauntlet::campaign {

void tally::add(const protocol::journal_entry& entry) {
  std::visit([this](const auto& e) { fold(e); }, entry);
}

void property_counts::add(const check::property_set& properties) {
  properties.for_each([&](std::size_t property) {
    if (property >= cases_.size()) cases_.resize(property + 1);
    ++cases_[property];
  });
}

void tally::count_schedules(job_tally& job, std::uint64_t schedules,
                            const protocol::schedules_by_strategy& by_strategy) {
  job.schedules += schedules;
  for (const auto& [name, chosen] : by_strategy) {
    job.strategies[name].schedules += chosen;
    job.strategies[name].since_find += chosen;
  }
}

void tally::fold(const protocol::catalogue_listed& entry) {
  for (const auto& subject : entry.subjects) {
    index_[subject.name] = subjects.size();
    subjects.push_back(subject);
  }
  properties.insert(properties.end(), entry.properties.begin(), entry.properties.end());
}

void tally::fold(const protocol::job_ended& entry) {
  auto& job = jobs[entry.job];
  job.seconds += entry.seconds;
  job.done = true;
  job.out_of_time = entry.out_of_time;
}

void tally::fold(const protocol::passed_entry& entry) {
  auto& job = jobs[entry.job];
  const auto& passed = entry.passed;
  ++job.cases;
  if (passed.lock_orders > 0) ++job.lock_orders;
  if (passed.children > 0) ++job.left_children;
  if (passed.faults) {
    job.faults += passed.faults->tried;
    job.impossible_faults += passed.faults->impossible;
  }
  if (passed.explored) {
    count_schedules(job, passed.explored->schedules, passed.explored->by_strategy);
    job.too_long += passed.explored->too_long;
  }
  auto exercised = passed.exercised;
  exercised.merge(passed.deviated);  // a violated property was exercised
  job.exercised.add(exercised);
  job.deviated.add(passed.deviated);
}

const protocol::subject& tally::subject(const std::string& name) const {
  const auto found = index_.find(name);
  if (found == index_.end())
    throw plan::bad_input(fmt::format("subject \"{}\" is not in the catalogue of the journal", name));
  return subjects.at(found->second);
}

void tally::fold(const protocol::failed_entry& entry) {
  auto& job = jobs[entry.job];
  ++job.cases;
  ++job.failed;
  count_schedules(job, entry.schedules, entry.by_strategy);
  if (!entry.strategy.empty()) {
    auto& found_by = job.strategies[entry.strategy];
    // A runner that crashed did not report how many schedules it had run.
    if (found_by.since_find == 0) ++found_by.schedules, ++found_by.since_find;
    found_by.finds.push_back(std::exchange(found_by.since_find, 0));
  }
  job.exercised.add(entry.exercised);
  for (const auto& key : entry.keys) ++job.keys[key];
  if (job.first_failure || entry.keys.empty()) return;
  const auto& info = subject(entry.job.subject);
  const auto key = counted_key(info, entry.keys);
  if (info.mutant && !declares_kill(info, key)) return;
  job.first_failure = {key, job.cases, entry.seconds, job.schedules, entry.strategy};
}

std::vector<std::pair<std::string, const job_tally*>> tally::jobs_of(const std::string& subject) const {
  std::vector<std::pair<std::string, const job_tally*>> out;
  for (const auto& [id, job] : jobs)
    if (id.subject == subject) out.emplace_back(id.flavour, &job);
  return out;
}

std::uint64_t tally::cases() const {
  std::uint64_t sum = 0;
  for (const auto& [name, job] : jobs) sum += job.cases;
  return sum;
}

std::uint64_t tally::schedules() const {
  std::uint64_t sum = 0;
  for (const auto& [name, job] : jobs) sum += job.schedules;
  return sum;
}

mutant_result result_of_mutant(const tally& tally, const std::string& name) {
  mutant_result best;
  bool failed = false, ran = false, unfinished = false;
  for (const auto& [id, job] : tally.jobs) {
    if (id.subject != name) continue;
    ran = ran || job.cases > 0 || job.done;
    failed = failed || job.failed > 0;
    unfinished = unfinished || job.out_of_time || !job.done;
    const auto& kill = job.first_failure;
    if (kill && (best.verdict != mutant_verdict::killed || kill->seconds < best.seconds))
      best = {mutant_verdict::killed, kill->key,       id.flavour,    kill->cases,
              kill->seconds,          kill->schedules, kill->strategy};
  }
  if (best.verdict == mutant_verdict::killed || !ran) return best;
  best.verdict = unfinished ? mutant_verdict::not_finished
                 : failed   ? mutant_verdict::killed_for_another_reason
                            : mutant_verdict::survived;
  for (const auto& [id, job] : tally.jobs) {
    if (id.subject != name) continue;
    best.cases += job.cases;
    best.schedules += job.schedules;
    best.seconds += job.seconds;
    if (best.key.empty() && !job.keys.empty()) {
      best.key = job.keys.begin()->first;
      best.flavour = id.flavour;
    }
  }
  return best;
}

int exit_code_of(const tally& tally) {
  for (const auto& [id, job] : tally.jobs) {
    const auto& subject = tally.subject(id.subject);
    if (!subject.mutant && job.failed > 0) return 1;
    const auto verdict =
        subject.mutant ? result_of_mutant(tally, id.subject).verdict : mutant_verdict::killed;
    if (verdict == mutant_verdict::survived || verdict == mutant_verdict::killed_for_another_reason) return 1;
  }
  return 0;
}

}  // namespace gauntlet::campaign
