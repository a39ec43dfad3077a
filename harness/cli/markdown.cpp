#include "harness/cli/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
namespace gauntlet::cli {
namespace {

/// Which runners of other languages there are differs from one machine to the next; the page does not.
bool is_of_this_page(const protocol::subject& s) { return s.flavours.empty(); }

/// The mutants for which this key is a declared reason.
std::string mutants_killed_by(const installation& here, const std::string& key) {
  std::string out;
  for (const auto& s : here.subjects) {
    if (!s.mutant || !is_of_this_page(s)) continue;
    const auto& keys = s.mutant->killed_by;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", s.name);
  }
  return out;
}

/// To which of the references and programs it says nothing, and why.
std::string not_applicable_to(const installation& here, const protocol::property& property) {
  std::string out;
  for (const auto& s : here.subjects) {
    if (!is_of_this_page(s)) continue;
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
      "Made from the code by `gauntlet list --markdown`; a test compares. Each property is one file in "
      "`harness/check/properties/`,\nnamed as the property is, and is judged in every case. The mutants are "
      "those that "
      "declare it "
      "as a reason to die.\n";
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
