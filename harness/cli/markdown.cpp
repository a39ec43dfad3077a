#include "harness/cli/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gauntlet::cli {
namespace {

/// The page must be the same on every machine. It leaves out the subjects in other languages, because their
/// runners are optional.
bool is_on_the_page(const protocol::subject& s) { return s.flavours.empty(); }

/// Returns the mutants that declare this key as a reason to be killed.
std::string mutants_killed_by(const installation& here, const std::string& key) {
  std::string out;
  for (const auto& s : here.subjects) {
    if (!s.mutant || !is_on_the_page(s)) continue;
    const auto& keys = s.mutant->killed_by;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", s.name);
  }
  return out;
}

/// Returns the subjects, except mutants, to which the property does not apply, and why.
std::string not_applicable_to(const installation& here, const protocol::property& property) {
  std::string out;
  for (const auto& s : here.subjects) {
    if (!is_on_the_page(s)) continue;
    const auto why = s.not_applicable.find(property.id);
    if (s.mutant || why == s.not_applicable.end()) continue;
    out += fmt::format("{}`{}` ({})", out.empty() ? "" : ", ", s.name, why->second);
  }
  return out;
}

}  // namespace

std::string properties_in_markdown(const installation& here) {
  std::string out =
      "# The properties\n\n"
      "`gauntlet list --markdown` generates this page, and a test checks that it is up to date. Each "
      "property is one file in `harness/check/properties/`,\nwith the same name, and is checked in every "
      "case. The mutants are those that declare the property as a reason to be killed.\n";
  for (const auto& p : here.properties) {
    out += fmt::format("\n## {} {}\n\n{}\n", p.id, p.name, p.summary);
    const auto mutants = mutants_killed_by(here, p.id);
    if (!mutants.empty()) out += fmt::format("\nKills {}.\n", mutants);
    const auto exempt = not_applicable_to(here, p);
    if (!exempt.empty()) out += fmt::format("\nNot applicable to {}.\n", exempt);
  }
  return out;
}

}  // namespace gauntlet::cli
