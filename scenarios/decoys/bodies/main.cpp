// Explores the bodies of scenarios/decoys/bodies. See --help.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>

#include "gauntlet/explore.hpp"
#include "harness/schedule/strategy_names.hpp"
#include "scenarios/decoys/bodies/registry.hpp"

namespace gauntlet::decoys {
namespace {

struct selection {
  std::vector<std::string> only;
  bool broken = false;

  /// Returns whether the body was selected. Without names: all correct ones, or all incorrect ones.
  [[nodiscard]] bool contains(const body& each) const {
    if (!only.empty()) return std::find(only.begin(), only.end(), each.name) != only.end();
    if (each.expected == expectation::fails_rarely) return false;
    return broken == (each.expected != expectation::passes);
  }
};

/// A livelock or a deadlock is the expected failure only of a body that hangs.
bool is_as_expected(const body& each, const explore_result& result) {
  if (!result.failed) return each.expected == expectation::passes;
  const bool hung = result.why.starts_with("deadlock") || result.why.starts_with("livelock");
  if (each.expected == expectation::fails_or_hangs) return true;
  return each.expected != expectation::passes && hung == (each.expected == expectation::hangs);
}

std::string verdict(const explore_result& result) {
  if (!result.failed) return "ok";
  if (result.why.empty()) return "its invariant was violated";
  return result.why.substr(0, result.why.find('\n'));
}

/// Explores the body and prints a line. Returns whether the result is as expected.
bool explore_body(const body& each, const explore_options& options) {
  bool held = true;
  const auto start = std::chrono::steady_clock::now();
  const auto result = explore(options, [&] { held = each.run(); }, [&] { return !held; });
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const bool expected = is_as_expected(each, result);
  fmt::print("{:<32} {:>9} schedules {:>8.2f} s  {}{}\n", each.name, result.schedules, seconds.count(),
             expected ? "" : "UNEXPECTED: ", verdict(result));
  if (result.failed && !expected) fmt::print("  {}\n", describe(result));
  std::fflush(stdout);
  return expected;
}

void reject_unknown_names(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const auto bodies = all_bodies();
    if (std::none_of(bodies.begin(), bodies.end(), [&](const body& each) { return each.name == name; }))
      throw CLI::ValidationError("--only",
                                 fmt::format("no body is named \"{}\"; --list prints the names", name));
  }
}

void add_options(CLI::App& app, explore_options& options, selection& selected) {
  app.add_option("--schedules", options.schedules, "The most schedules of each body")->capture_default_str();
  app.add_option("--seed", options.seed, "The seed of the strategies")->capture_default_str();
  app.add_option("--strategy", options.strategies, "A strategy to use; can be repeated (default: all)")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(schedule::strategies_by_name),
                                                     std::end(schedule::strategies_by_name))));
  app.add_option("--only", selected.only, "Explores the body with this name; can be repeated");
  app.add_flag("--broken", selected.broken,
               "Explores the incorrect bodies. Each must fail in the expected way");
  app.add_flag("--plain-accesses", options.limits.plain_accesses,
               "Makes every plain memory access a scheduling point (only in the flavour fast)");
  app.footer(
      "Exit codes: 0 each result is as expected; 1 at least one is not; 2 an argument cannot be used.");
}

}  // namespace
}  // namespace gauntlet::decoys

int main(int argc, char** argv) {
  using namespace gauntlet::decoys;
  selection selected;
  gauntlet::explore_options options;
  bool list = false;
  CLI::App app{
      "Explores small bodies that spin, poll and block. No schedule of a correct body may fail.\n"
      "Prints a line for each body: its name, the schedules that ran, the seconds, and the result."};
  add_options(app, options, selected);
  app.add_flag("--list", list, "Prints the names of the selected bodies, and explores none");
  try {
    app.parse(argc, argv);
    reject_unknown_names(selected.only);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  bool as_expected = true;
  for (const body& each : all_bodies()) {
    if (!selected.contains(each)) continue;
    if (list)
      fmt::print("{}\n", each.name);
    else
      as_expected &= explore_body(each, options);
  }
  std::fflush(stdout);
  // Not `return`: ThreadSanitizer replaces the exit code of a program that it reported on.
  std::_Exit(as_expected ? 0 : 1);
}
