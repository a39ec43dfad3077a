#include "reports/explore_section.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace gauntlet::reports {
namespace {

using nlohmann::json;

struct strategy_row {
  std::uint64_t schedules = 0;
  std::vector<std::uint64_t> finds;
};

json strategies_of(const campaign::tally& t) {
  std::map<std::string, strategy_row> all;
  for (const auto& [id, job] : t.jobs)
    for (const auto& [name, one] : job.strategies) {
      auto& row = all[name];
      row.schedules += one.schedules;
      row.finds.insert(row.finds.end(), one.finds.begin(), one.finds.end());
    }
  json rows = json::array();
  for (auto& [name, row] : all) {
    std::sort(row.finds.begin(), row.finds.end());
    rows.push_back({{"name", name},
                    {"schedules", row.schedules},
                    {"failures", row.finds.size()},
                    {"schedules_per_failure", row.finds.empty() ? json() : json(quantile(row.finds, 50))}});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const json& a, const json& b) { return a.at("failures") > b.at("failures"); });
  return rows;
}

/// Returns the first failure of each job that failed. Leaves out a failure whose schedule is not known, such
/// as a crash.
json first_failures_of(const campaign::tally& t) {
  json rows = json::array();
  for (const auto& [id, job] : t.jobs) {
    if (!job.first_failure || job.first_failure->strategy.empty()) continue;
    const auto& first = *job.first_failure;
    rows.push_back({{"subject", id.subject},
                    {"flavour", id.flavour},
                    {"key", first.key},
                    {"strategy", first.strategy},
                    {"cases", first.cases},
                    {"schedules", first.schedules}});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const json& a, const json& b) { return a.at("schedules") < b.at("schedules"); });
  return rows;
}

json histogram(const std::vector<std::uint64_t>& ascending) {
  json rows = json::array();
  if (ascending.empty()) return rows;
  for (const auto& [from, to] : buckets_up_to(ascending.back())) {
    const auto count = std::upper_bound(ascending.begin(), ascending.end(), to) -
                       std::lower_bound(ascending.begin(), ascending.end(), from);
    rows.push_back({{"from", from}, {"to", to}, {"failures", count}});
  }
  return rows;
}

}  // namespace

std::uint64_t quantile(const std::vector<std::uint64_t>& ascending, std::uint32_t percent) {
  return ascending[(ascending.size() * percent + 99) / 100 - 1];
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> buckets_up_to(std::uint64_t largest) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> out;
  std::uint64_t from = 1, to = 1;  // The next bucket ends below the next half power of ten: √10, 10, 10√10, …
  for (int half_powers = 1; out.empty() || out.back().second < largest; ++half_powers) {
    out.emplace_back(from, to);
    from = to + 1;
    to = static_cast<std::uint64_t>(std::ceil(std::pow(10.0, half_powers / 2.0))) - 1;
  }
  return out;
}

json explore_section(const campaign::tally& t) {
  if (t.schedules() == 0 && t.campaign->mode != "explore") return nullptr;
  const auto first_failures = first_failures_of(t);
  std::vector<std::uint64_t> schedules;
  for (const json& first : first_failures) schedules.push_back(first.at("schedules"));
  json quantiles = nullptr;
  if (!schedules.empty())
    quantiles = {{"median", quantile(schedules, 50)},
                 {"ninety_percent", quantile(schedules, 90)},
                 {"most", schedules.back()}};
  return {{"strategies", strategies_of(t)},
          {"first_failures", first_failures},
          {"quantiles", quantiles},
          {"histogram", histogram(schedules)}};
}

}  // namespace gauntlet::reports
