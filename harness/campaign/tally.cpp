#include "harness/campaign/tally.hpp"

#include <algorithm>
#include <utility>

#include "harness/campaign/subject_json.hpp"
#include "harness/check/property_set_json.hpp"

namespace gauntlet::campaign {

using nlohmann::json;

job_tally& tally::job_of(const json& entry) { return jobs[{entry.at("subject"), entry.at("flavour")}]; }

void property_counts::add(const check::property_set& properties) {
  properties.for_each([&](std::size_t property) {
    if (property >= cases_.size()) cases_.resize(property + 1);
    ++cases_[property];
  });
}

void tally::count_schedules(job_tally& job, const json& entry) {
  job.schedules += entry.value("schedules", std::uint64_t{0});
  const auto by_strategy = entry.value("by_strategy", std::map<std::string, std::uint64_t>{});
  for (const auto& [name, schedules] : by_strategy) {
    job.strategies[name].schedules += schedules;
    job.strategies[name].since_find += schedules;
  }
}

void tally::add(const json& entry) {
  const auto& kind = entry.at("entry").get_ref<const std::string&>();
  if (kind == "passed") {
    auto& job = job_of(entry);
    ++job.cases;
    if (entry.contains("faults")) {
      job.faults += entry.at("faults").at("tried").get<std::uint64_t>();
      job.impossible_faults += entry.at("faults").at("impossible").get<std::uint64_t>();
    }
    count_schedules(job, entry);
    auto exercised = check::read_property_set(entry.at("exercised"));
    if (entry.contains("deviated")) {
      const auto deviated = check::read_property_set(entry.at("deviated"));
      exercised.merge(deviated);  // what was broken was reached
      job.deviated.add(deviated);
    }
    job.exercised.add(exercised);
  } else if (kind == "failed") {
    add_failed(entry);
  } else if (kind == "reduced") {
    reduced.push_back({entry.at("subject"), entry.at("flavour"), entry.at("finding").at("key"),
                       entry.at("case_file"), entry});
  } else if (kind == "job") {
    job_of(entry);
  } else if (kind == "job_done") {
    auto& job = job_of(entry);
    job.seconds += entry.at("seconds").get<double>();
    job.done = true;
  } else if (kind == "campaign") {
    campaign = entry;
  } else if (kind == "catalogue") {
    add_catalogue(entry);
  } else if (kind == "limits") {
    limits = entry.at("limits");
  } else if (kind == "end") {
    end = entry;
  } else {
    throw json::other_error::create(501, "unknown entry \"" + kind + "\"", nullptr);
  }
}

void tally::add_catalogue(const json& entry) {
  for (const json& s : entry.at("subjects")) {
    index_[s.at("name")] = subjects.size();
    subjects.push_back(read_subject(s));
  }
  for (const json& p : entry.at("properties"))
    properties.push_back({p.at("id"), p.at("name"), p.at("summary")});
}

const run::subject_info& tally::subject(const std::string& name) const {
  const auto found = index_.find(name);
  if (found == index_.end())
    throw json::other_error::create(501, "subject \"" + name + "\" is not in the catalogue", nullptr);
  return subjects.at(found->second);
}

void tally::add_failed(const json& entry) {
  auto& job = job_of(entry);
  ++job.cases;
  ++job.failed;
  count_schedules(job, entry);
  const auto strategy = entry.value("strategy", "");
  if (!strategy.empty()) {
    auto& found_by = job.strategies[strategy];
    if (found_by.since_find == 0) ++found_by.schedules, ++found_by.since_find;  // the runner died untold
    found_by.finds.push_back(std::exchange(found_by.since_find, 0));
  }
  job.exercised.add(check::read_property_set(entry.at("exercised")));
  const auto keys = entry.at("keys").get<std::vector<std::string>>();
  for (const auto& key : keys) ++job.keys[key];
  const auto& info = subject(entry.at("subject"));
  if (job.first_failure) return;
  // As the campaign chooses for which reason the case is shrunk: the mutant's order decides.
  const auto& reasons = info.mutant ? info.mutant->killed_by : keys;
  const auto reason = std::find_first_of(reasons.begin(), reasons.end(), keys.begin(), keys.end());
  if (reason == reasons.end()) return;
  job.first_failure = {*reason, job.cases, entry.at("seconds"), job.schedules, strategy};
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
  bool failed = false, ran = false;
  for (const auto& [id, job] : tally.jobs) {
    if (id.first != name) continue;
    ran = ran || job.cases > 0 || job.done;
    failed = failed || job.failed > 0;
    const auto& kill = job.first_failure;
    if (kill && (best.verdict != mutant_verdict::killed || kill->seconds < best.seconds))
      best = {mutant_verdict::killed, kill->key,       id.second,     kill->cases,
              kill->seconds,          kill->schedules, kill->strategy};
  }
  if (best.verdict == mutant_verdict::killed || !ran) return best;
  best.verdict = failed ? mutant_verdict::killed_for_another_reason : mutant_verdict::survived;
  for (const auto& [id, job] : tally.jobs) {
    if (id.first != name) continue;
    best.cases += job.cases;
    best.schedules += job.schedules;
    best.seconds += job.seconds;
    if (best.key.empty() && !job.keys.empty()) {
      best.key = job.keys.begin()->first;
      best.flavour = id.second;
    }
  }
  return best;
}

int exit_code_of(const tally& tally) {
  for (const auto& [id, job] : tally.jobs) {
    const auto& subject = tally.subject(id.first);
    if (!subject.mutant && job.failed > 0) return 1;
    const auto verdict = subject.mutant ? result_of_mutant(tally, id.first).verdict : mutant_verdict::killed;
    if (verdict == mutant_verdict::survived || verdict == mutant_verdict::killed_for_another_reason) return 1;
  }
  return 0;
}

}  // namespace gauntlet::campaign
