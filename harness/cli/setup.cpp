#include "harness/cli/setup.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <cstdlib>

#include "harness/campaign/campaign.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/campaign/subject_json.hpp"
#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {
namespace {

using nlohmann::json;

constexpr std::string_view built_flavours[] = {"tsan", "fast", "asan", "plain"};

json ask_for_catalogue(const std::filesystem::path& runner) {
  const auto words = std::filesystem::temp_directory_path() / fmt::format("gauntlet-list-{}.txt", getpid());
  campaign::runner_process process({runner, words, false});
  process.send({});
  const auto line = process.next_line(std::chrono::seconds(60));
  const auto last_words = process.last_words();
  std::error_code ignored;
  std::filesystem::remove(words, ignored);
  const auto answer = line ? json::parse(*line, nullptr, false) : json();
  if (!answer.is_object() || !answer.contains("subjects"))
    throw std::runtime_error(fmt::format("{} does not say what it holds: {}", runner.string(), last_words));
  return answer;
}

template <class List, class Name>
std::string names(const List& list, Name name) {
  std::vector<std::string> all;
  for (const auto& item : list) all.push_back(name(item));
  return fmt::format("{}", fmt::join(all, ", "));
}

/// Runners of other languages: each holds subjects of its own, which other flavours don't have.
void add_other_runners(installation& here) {
  constexpr std::string_view prefix = "gauntlet-runner-";
  std::vector<std::string> others;
  for (const auto& entry : std::filesystem::directory_iterator(here.folder)) {
    const auto name = entry.path().filename().string();
    if (name.rfind(prefix, 0) != 0) continue;
    const auto flavour = name.substr(prefix.size());
    if (std::find(here.flavours.begin(), here.flavours.end(), flavour) == here.flavours.end())
      others.push_back(flavour);
  }
  std::sort(others.begin(), others.end());
  for (const auto& flavour : others) {
    const auto catalogue = ask_for_catalogue(campaign::runner_of(here.folder, flavour));
    here.flavours.push_back(flavour);
    for (json subject : catalogue.at("subjects")) {
      auto& all = here.catalogue.at("subjects");
      const auto same = std::find_if(all.begin(), all.end(),
                                     [&](const json& s) { return s.at("name") == subject.at("name"); });
      if (same != all.end()) {
        (*same)["flavours"].push_back(flavour);
      } else {
        subject["flavours"] = json::array({flavour});
        all.push_back(std::move(subject));
      }
    }
  }
}

}  // namespace

bool is_built(const std::string& flavour) {
  return std::find(std::begin(built_flavours), std::end(built_flavours), flavour) != std::end(built_flavours);
}

bool holds(const std::string& flavour, const run::subject_info& subject) {
  const auto& in = subject.flavours;
  return in.empty() ? is_built(flavour) : std::find(in.begin(), in.end(), flavour) != in.end();
}

std::vector<std::string> flavours_of(const installation& here, const run::subject_info& subject) {
  std::vector<std::string> out;
  for (const auto& flavour : here.flavours)
    if (holds(flavour, subject)) out.push_back(flavour);
  return out;
}

std::filesystem::path folder_of_this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

bool fits(const std::string& name, const std::string& pattern) {
  return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

installation find_installation(const std::filesystem::path& runners) {
  installation here;
  here.folder = runners.empty() ? folder_of_this_program() : runners;
  for (const auto flavour : built_flavours)
    if (std::filesystem::exists(campaign::runner_of(here.folder, std::string(flavour))))
      here.flavours.emplace_back(flavour);
  if (here.flavours.empty())
    throw std::runtime_error(
        fmt::format("no runner lies in {}; build the project (cmake --build), or say where with --runners",
                    here.folder.string()));
  // The plain runner starts fastest; all of them hold the same.
  here.catalogue = ask_for_catalogue(campaign::runner_of(here.folder, here.flavours.back()));
  add_other_runners(here);
  for (const json& s : here.catalogue.at("subjects")) here.subjects.push_back(campaign::read_subject(s));
  for (const json& p : here.catalogue.at("properties"))
    here.properties.push_back({p.at("id"), p.at("name"), p.at("summary")});
  return here;
}

std::vector<std::string> choose_flavours(const installation& here, const std::vector<std::string>& wanted,
                                         const std::string& where) {
  if (wanted.empty()) return here.flavours;
  for (const auto& flavour : wanted)
    if (std::find(here.flavours.begin(), here.flavours.end(), flavour) == here.flavours.end())
      throw plan::bad_input(fmt::format("{}: there is no runner \"{}\"; take of {}", where, flavour,
                                        fmt::join(here.flavours, ", ")));
  return wanted;
}

std::vector<const run::subject_info*> choose_subjects(const installation& here,
                                                      const std::vector<std::string>& wanted,
                                                      const std::string& where) {
  static const std::pair<std::string_view, run::subject_kind> kinds[] = {
      {"references", run::subject_kind::reference},
      {"programs", run::subject_kind::program},
      {"mutants", run::subject_kind::mutant},
      {"peers", run::subject_kind::peer},
      {"decoys", run::subject_kind::decoy}};
  std::vector<const run::subject_info*> out;
  const auto take = [&](const auto& matches) {
    bool any = false;
    for (const auto& s : here.subjects) {
      if (!matches(s)) continue;
      any = true;
      if (std::find(out.begin(), out.end(), &s) == out.end()) out.push_back(&s);
    }
    return any;
  };
  for (const auto& pattern : wanted) {
    const auto kind =
        std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& k) { return k.first == pattern; });
    const bool any = kind != std::end(kinds) ? take([&](const auto& s) { return s.kind == kind->second; })
                                             : take([&](const auto& s) { return fits(s.name, pattern); });
    if (!any)
      throw plan::bad_input(fmt::format(
          "{}: nothing fits \"{}\"; take references, programs, mutants, peers, decoys, a pattern, or of: {}",
          where, pattern, names(here.subjects, [](const auto& s) { return s.name; })));
  }
  if (wanted.empty()) take([](const auto&) { return true; });
  return out;
}

void check_properties(const installation& here, const std::vector<std::string>& wanted) {
  for (const auto& id : wanted)
    if (std::none_of(here.properties.begin(), here.properties.end(),
                     [&](const auto& p) { return p.id == id; }))
      throw plan::bad_input(fmt::format("--property: there is no \"{}\"; take of {}", id,
                                        names(here.properties, [](const auto& p) { return p.id; })));
}

}  // namespace gauntlet::cli
