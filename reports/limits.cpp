// Input format: Google Benchmark's JSON output of the limits program. Each benchmark is named CHART/SERIES/X,
// and its counter `y` is the value. The output's context holds the list of charts as JSON text. If a
// benchmark was repeated, only the median of the repetitions is used.

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

struct point {
  std::string chart, series;
  double x = 0, y = 0;
};

/// Parses CHART/SERIES/X. Ignores what Google Benchmark appends to the name.
point read_point(const json& benchmark) {
  const std::string name = benchmark.at("run_name");
  const auto first = name.find('/'), second = name.find('/', first + 1);
  if (second == std::string::npos)
    throw json::other_error::create(501, "benchmark \"" + name + "\" is not named CHART/SERIES/X", nullptr);
  return {name.substr(0, first), name.substr(first + 1, second - first - 1),
          std::stod(name.substr(second + 1)), benchmark.at("y")};
}

bool is_used(const json& benchmark) {
  if (benchmark.at("run_type") == "aggregate") return benchmark.at("aggregate_name") == "median";
  return benchmark.value("repetitions", 1) <= 1;
}

}  // namespace

json limits_from_benchmarks(const json& benchmarks) {
  json charts = json::parse(benchmarks.at("context").at("charts").get<std::string>());
  std::map<std::string, std::vector<std::string>> order;
  std::map<std::pair<std::string, std::string>, json> points;
  for (const json& benchmark : benchmarks.at("benchmarks")) {
    if (!is_used(benchmark)) continue;
    const auto p = read_point(benchmark);
    auto& series = points[{p.chart, p.series}];
    if (series.is_null()) order[p.chart].push_back(p.series);
    series.push_back({p.x, p.y});
  }
  json out = json::array();
  for (json& chart : charts) {
    const auto found = order.find(chart.at("id"));
    if (found == order.end()) continue;
    chart["series"] = json::array();
    for (const auto& name : found->second)
      chart["series"].push_back({{"name", name}, {"points", points.at({found->first, name})}});
    out.push_back(chart);
  }
  return out;
}

std::string format_limits(const json& limits) {
  std::string out;
  for (const json& chart : limits) {
    out += fmt::format("\n{} ({})\n", chart.at("title").get<std::string>(),
                       chart.at("y_label").get<std::string>());
    for (const json& series : chart.at("series")) {
      out += fmt::format("  {:<40}", series.at("name").get<std::string>());
      for (const json& p : series.at("points"))
        out += fmt::format(" {:>8g}: {:<10.4g}", p.at(0).get<double>(), p.at(1).get<double>());
      out += '\n';
    }
  }
  return out;
}

}  // namespace gauntlet::reports
