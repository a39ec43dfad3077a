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

}  // namespace

std::string properties_in_markdown(const installation& here) {
  std::string out =
      "# The properties\n\n"
      "After this page you can look up what each property demands, and which mutants must violate it. The "
      "page of a property\nshows what its findings say, and to which subjects it does not apply.\n\n"
      "Each property is one file in `harness/check/properties/`. Every case is checked against all "
      "properties "
      "that apply to its subject.\n`scripts/property_pages` generates these pages, and a test checks that "
      "they are up to date.\n\n"
      "| property | rule | mutants |\n|---|---|---|\n";
  for (const auto& p : here.properties)
    out += fmt::format("| [{0}](properties/{0}.md) {1} | {2} | {3} |\n", p.id, p.name, p.summary,
                       mutants_killed_by(here, p.id));
  return out;
}

}  // namespace gauntlet::cli
