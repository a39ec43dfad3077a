#include "reports/property_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace gauntlet::reports {

using campaign::tally;
using nlohmann::json;

namespace {

/// Returns the cell of a subject and the property at `index` of `t.properties`, over these jobs of the
/// subject.
json property_cell(const tally& t, const protocol::subject& subject, const jobs_of_subject& jobs,
                   std::size_t index) {
  const auto& id = t.properties[index].id;
  std::uint64_t exercised = 0, violated = 0, deviated = 0, cases = 0;
  for (const auto& [flavour, job] : jobs) {
    cases += job->cases;
    exercised += job->exercised[index];
    deviated += job->deviated[index];
    if (const auto found = job->keys.find(id); found != job->keys.end()) violated += found->second;
  }
  const auto exempt = subject.not_applicable.find(id);
  std::string why = exempt == subject.not_applicable.end() ? "" : exempt->second;
  const auto declared = std::find_if(subject.deviations.begin(), subject.deviations.end(),
                                     [&](const run::deviation& d) { return d.property == id; });
  const bool deviates = declared != subject.deviations.end();
  const char* verdict = violated > 0     ? "failed"
                        : !why.empty()   ? "not_applicable"
                        : cases == 0     ? "not_run"
                        : deviates       ? "deviates"
                        : exercised == 0 ? "not_exercised"
                                         : "passed";
  if (why.empty() && deviates) why = fmt::format("{} ({})", declared->why, declared->source);
  return {{"id", id},
          {"verdict", verdict},
          {"exercised", exercised},
          {"violated", violated},
          {"deviated", deviated},
          {"why", why}};
}

}  // namespace

json property_cells(const tally& t, const protocol::subject& subject, const jobs_of_subject& jobs) {
  json out = json::array();
  for (std::size_t i = 0; i < t.properties.size(); ++i) out.push_back(property_cell(t, subject, jobs, i));
  return out;
}

json count_verdicts(const json& cells) {
  json out{{"passed", 0},   {"failed", 0},        {"not_applicable", 0},
           {"deviates", 0}, {"not_exercised", 0}, {"not_run", 0}};
  for (const json& cell : cells) {
    json& count = out.at(cell.at("verdict").get<std::string>());
    count = count.get<std::uint64_t>() + 1;
  }
  return out;
}

json ids_not_exercised(const json& cells) {
  json out = json::array();
  for (const json& cell : cells)
    if (cell.at("verdict") == "not_exercised") out.push_back(cell.at("id"));
  return out;
}

}  // namespace gauntlet::reports
