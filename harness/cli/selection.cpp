#include "harness/cli/selection.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {
namespace {

constexpr std::pair<std::string_view, run::subject_kind> kinds[] = {
    {"references", run::subject_kind::reference},
    {"programs", run::subject_kind::program},
    {"mutants", run::subject_kind::mutant},
    {"peers", run::subject_kind::peer},
    {"decoys", run::subject_kind::decoy}};

template <class List, class Name>
std::string names(const List& list, Name name) {
  std::vector<std::string> all;
  for (const auto& item : list) all.push_back(name(item));
  return fmt::format("{}", fmt::join(all, ", "));
}

}  // namespace

bool matches(const std::string& name, const std::string& pattern) {
  return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

std::vector<std::string> choose_flavours(const installation& here, const std::vector<std::string>& requested,
                                         const std::string& where) {
  if (requested.empty()) return here.flavours;
  for (const auto& flavour : requested)
    if (std::find(here.flavours.begin(), here.flavours.end(), flavour) == here.flavours.end())
      throw plan::bad_input(fmt::format("{}: there is no runner for the flavour \"{}\"; choose one of {}",
                                        where, flavour, fmt::join(here.flavours, ", ")));
  return requested;
}

std::vector<const protocol::subject*> choose_subjects(const installation& here,
                                                      const std::vector<std::string>& requested,
                                                      const std::string& where) {
  std::vector<const protocol::subject*> out;
  const auto take = [&](const auto& wants) {
    bool any = false;
    for (const auto& s : here.subjects) {
      if (!wants(s)) continue;
      any = true;
      if (std::find(out.begin(), out.end(), &s) == out.end()) out.push_back(&s);
    }
    return any;
  };
  for (const auto& pattern : requested) {
    const auto kind =
        std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& k) { return k.first == pattern; });
    const bool any = kind != std::end(kinds) ? take([&](const auto& s) { return s.kind == kind->second; })
                                             : take([&](const auto& s) { return matches(s.name, pattern); });
    if (!any)
      throw plan::bad_input(
          fmt::format("{}: no subject matches \"{}\"; choose references, programs, mutants, peers, decoys, a "
                      "pattern, or one of: {}",
                      where, pattern, names(here.subjects, [](const auto& s) { return s.name; })));
  }
  if (requested.empty()) take([](const auto&) { return true; });
  return out;
}

void check_properties(const installation& here, const std::vector<std::string>& requested) {
  for (const auto& id : requested)
    if (std::none_of(here.properties.begin(), here.properties.end(),
                     [&](const auto& p) { return p.id == id; }))
      throw plan::bad_input(fmt::format("--property: there is no property \"{}\"; choose one of {}", id,
                                        names(here.properties, [](const auto& p) { return p.id; })));
}

std::string target_for(const std::string& flavour, const protocol::subject& subject) {
  using enum run::subject_kind;
  const bool on_demand = subject.kind == mutant || subject.kind == decoy;
  const char* set = subject.kind == peer ? "-peers" : on_demand ? "-rest" : "";
  return fmt::format("gauntlet-runner-{}{}", flavour, set);
}

}  // namespace gauntlet::cli
