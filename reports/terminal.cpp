#include <fmt/color.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/outputs.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;

std::string text(const json& in, const char* field) {
  const json& value = in.at(field);
  return value.is_null() ? "-" : value.get<std::string>();
}

std::string paint(bool color, fmt::color with, const std::string& what) {
  return color ? fmt::format(fmt::fg(with) | fmt::emphasis::bold, "{}", what) : what;
}

/// Returns the number of properties with each verdict in one flavour.
std::string property_counts(const json& flavour) {
  const auto count = [&](const char* verdict) {
    return flavour.at("verdicts").at(verdict).get<std::uint64_t>();
  };
  auto out = fmt::format("properties: {} passed, {} failed, {} not applicable", count("passed"),
                         count("failed"), count("not_applicable"));
  if (count("deviates") > 0) out += ", " + counted(count("deviates"), "declared deviation");
  const auto other = count("not_exercised") + count("not_run");
  return other > 0 ? out + fmt::format(", {} not exercised", other) : out;
}

/// Returns ", 1000 schedules", or "" if the row counts no schedules.
std::string schedules_of(const json& row, int width) {
  if (row.at("schedules").get<std::uint64_t>() == 0) return "";
  return fmt::format(", {:>{}} schedules", row.at("schedules").get<std::uint64_t>(), width);
}

std::string subject_lines(const json& document, bool color) {
  std::string out;
  for (const json& subject : document.at("subjects")) {
    for (const json& flavour : subject.at("flavours")) {
      const auto findings = flavour.at("findings").get<std::uint64_t>();
      const auto verdict =
          findings > 0 ? paint(color, fmt::color::red, "FAILED") : paint(color, fmt::color::green, "ok    ");
      out += fmt::format("  {} {:<22} {:<6} {:>9} cases{} {:>8.1f} s  {}\n", verdict, text(subject, "name"),
                         text(flavour, "flavour"), flavour.at("cases").get<std::uint64_t>(),
                         schedules_of(flavour, 10), flavour.at("seconds").get<double>(),
                         property_counts(flavour));
    }
    if (subject.at("flavours").empty()) continue;
    const auto none = subject.at("not_exercised").get<std::vector<std::string>>();
    if (!none.empty())
      out += fmt::format("         not exercised in any flavour: {}\n", fmt::join(none, ", "));
  }
  return out;
}

std::string mutant_line(const json& m, bool color) {
  const auto verdict = text(m, "verdict");
  const bool killed = verdict == "killed";
  const auto shown = killed                      ? paint(color, fmt::color::green, "killed      ")
                     : verdict == "survived"     ? paint(color, fmt::color::red, "SURVIVED    ")
                     : verdict == "not_run"      ? "not run     "
                     : verdict == "not_finished" ? paint(color, fmt::color::yellow, "not finished")
                                                 : paint(color, fmt::color::red, "OTHER REASON");
  auto out = fmt::format("  {} {:<26} {:<13} ", shown, text(m, "id"), text(m, "class"));
  if (verdict == "survived" || verdict == "not_finished")
    return out + fmt::format("{}{}, {:.1f} s\n", counted(m.at("cases").get<std::uint64_t>(), "case"),
                             schedules_of(m, 0), m.at("seconds").get<double>());
  if (verdict == "not_run") return out + "\n";
  const auto strategy = text(m, "strategy").empty() ? "" : fmt::format(", {}", text(m, "strategy"));
  return out + fmt::format("by {:<26} in {:<5} after {:>6} cases{}, {:>5.1f} s{}\n", text(m, "killed_by"),
                           text(m, "flavour"), m.at("cases").get<std::uint64_t>(), schedules_of(m, 7),
                           m.at("seconds").get<double>(), strategy);
}

std::string explore_lines(const json& explore) {
  const auto number = [](const json& value) {
    return value.is_null() ? "-" : grouped(value.get<std::uint64_t>());
  };
  if (explore.is_null() || explore.at("strategies").empty()) return "";
  auto out = fmt::format("\n{:<24} {:>12} {:>15} {:>30}\n", "Strategies", "schedules", "failures found",
                         "schedules per failure (median)");
  for (const json& s : explore.at("strategies"))
    out += fmt::format("  {:<22} {:>12} {:>15} {:>30}\n", text(s, "name"), number(s.at("schedules")),
                       number(s.at("failures")), number(s.at("schedules_per_failure")));
  const auto& quantiles = explore.at("quantiles");
  if (quantiles.is_null()) return out;
  const auto& last = explore.at("first_failures").back();
  return out + fmt::format("Schedules to the first failure: median {}, 90 % {}, most {} ({} in {})\n",
                           number(quantiles.at("median")), number(quantiles.at("ninety_percent")),
                           number(quantiles.at("most")), text(last, "subject"), text(last, "flavour"));
}

}  // namespace

std::string grouped(std::uint64_t number) {
  auto digits = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string six_lines(const json& f) {
  const auto lines = f.at("plan_lines").get<std::vector<std::string>>();
  const auto& shrunk = f.at("shrunk");
  std::string schedule = "chosen by the operating system";
  if (const auto& s = f.at("schedule"); !s.is_null())
    schedule = fmt::format("{} (from {}) in {}, found by {}",
                           counted(s.at("preemptions").get<std::uint64_t>(), "preemption"),
                           s.at("from_preemptions").get<std::uint64_t>(),
                           counted(s.at("steps").get<std::uint64_t>(), "step"), text(s, "strategy"));
  std::string plan =
      fmt::format("{}, {} (from {} and {})", counted(shrunk.at("to_tasks").get<std::uint64_t>(), "task"),
                  counted(shrunk.at("to_steps").get<std::uint64_t>(), "step"),
                  shrunk.at("from_tasks").get<int>(), shrunk.at("from_steps").get<int>());
  for (const auto& line : lines) plan += "\n               " + line;
  const auto delays = f.at("delays").get<std::vector<std::string>>();
  const auto place = text(f, "where");
  return fmt::format(
      "verdict      : {}\nsubject      : {} ({}), {}\nsmallest plan: {}\nschedule     : "
      "{}{}\nwhere        : {}\nreplay       : {}   ({})\n",
      text(f, "sentence"), text(f, "subject"), text(f, "flavour"), text(f, "key"), plan, schedule,
      !delays.empty()                      ? "; faults: " + fmt::format("{}", fmt::join(delays, "; "))
      : shrunk.at("failed").get<int>() > 0 ? "; no delay or fault is needed"
                                           : "",
      !place.empty()          ? place
      : f.at("story").empty() ? "not known: the process ended without a history"
                              : "see the evidence in the story",
      text(f, "replay"), text(f, "how_often"));
}

std::string terminal_summary(const json& document, bool color) {
  std::string out;
  for (const json& f : document.at("findings"))
    if (text(f, "subject_kind") != "mutant") out += "\n" + six_lines(f);
  if (const auto lines = subject_lines(document, color); !lines.empty()) out += "\nSubjects\n" + lines;
  if (!document.at("mutants").empty()) {
    out += "\nMutants\n";
    for (const json& m : document.at("mutants"))
      if (text(m, "verdict") != "killed") out += mutant_line(m, color);
    for (const json& m : document.at("mutants"))
      if (text(m, "verdict") == "killed") out += mutant_line(m, color);
  }
  out += explore_lines(document.at("explore"));
  const auto& summary = document.at("summary");
  for (const json& warning : summary.value("warnings", json::array()))
    out += fmt::format("\n{} {}\n", paint(color, fmt::color::yellow, "warning:"), warning.get<std::string>());
  for (const json& note : summary.value("notes", json::array()))
    out += fmt::format("\n{} {}\n", paint(color, fmt::color::yellow, "note:"), note.get<std::string>());
  const bool good = summary.at("exit_code").get<int>() == 0;
  out += fmt::format("\n{} {}{} in {:.1f} s, {:.0f} cases per second. Seed {}.\n",
                     paint(color, good ? fmt::color::green : fmt::color::red, text(summary, "sentence")),
                     counted(summary.at("cases").get<std::uint64_t>(), "case"), schedules_of(summary, 0),
                     document.at("run").at("seconds").get<double>(), summary.at("cases_per_s").get<double>(),
                     document.at("run").at("seed").get<std::uint64_t>());
  return out;
}

}  // namespace gauntlet::reports
