#include "harness/cli/installation.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "harness/campaign/runner_process.hpp"
#include "harness/check/property.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/protocol/answer.hpp"
#include "harness/protocol/temporary_folder.hpp"

namespace gauntlet::cli {
namespace {

namespace fs = std::filesystem;

/// In the order in which flavours are listed and preferred.
constexpr std::string_view built_flavours[] = {"tsan", "fast", "asan", "plain"};
constexpr std::string_view prefix = "gauntlet-runner-";

std::size_t rank_of(std::string_view flavour) {
  return static_cast<std::size_t>(std::find(std::begin(built_flavours), std::end(built_flavours), flavour) -
                                  std::begin(built_flavours));
}

std::vector<runner_file> runners_in(const fs::path& folder) {
  std::vector<runner_file> out;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !fs::is_regular_file(entry.path())) continue;
    if (access(entry.path().c_str(), X_OK) != 0) continue;
    const auto rest = name.substr(prefix.size());
    const auto dot = rest.find('.');
    out.push_back({entry.path(), rest.substr(0, dot), dot == rest.npos ? "" : rest.substr(dot + 1), {}});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tuple(rank_of(a.flavour), a.flavour, a.set) <
           std::tuple(rank_of(b.flavour), b.flavour, b.set);
  });
  return out;
}

protocol::catalogue ask_for_catalogue(const runner_file& runner) {
  const protocol::temporary_folder scratch;
  campaign::runner_process process({runner.file, scratch.path() / "runner-stderr.txt", false});
  process.send({});
  const auto line = process.next_line(std::chrono::seconds(60));
  const auto stderr_text = process.stderr_text();
  auto answer = line ? protocol::read_answer(*line) : std::nullopt;
  if (answer)
    if (auto* catalogue = std::get_if<protocol::catalogue>(&*answer)) return *std::move(catalogue);
  throw std::runtime_error(
      fmt::format("{} did not list its subjects; its stderr: {}", runner.file.string(), stderr_text));
}

/// Adds the subjects and properties of one runner. A subject in another language exists only in the flavour
/// of its runner.
void add(installation& here, runner_file& runner, const protocol::catalogue& listed) {
  const bool foreign = !is_built(runner.flavour);
  if (std::find(here.flavours.begin(), here.flavours.end(), runner.flavour) == here.flavours.end())
    here.flavours.push_back(runner.flavour);
  if (here.properties.empty()) {
    here.properties = listed.properties;
    here.compiler = listed.compiler;
  }
  for (auto subject : listed.subjects) {
    runner.subjects.push_back(subject.name);
    const auto known = std::find_if(here.subjects.begin(), here.subjects.end(),
                                    [&](const auto& s) { return s.name == subject.name; });
    if (known == here.subjects.end()) {
      if (foreign) subject.flavours = {runner.flavour};
      here.subjects.push_back(std::move(subject));
    } else if (foreign) {
      known->flavours.push_back(runner.flavour);
    }
  }
}

/// Returns the properties that this program is linked with.
std::vector<protocol::property> linked_properties() {
  std::vector<protocol::property> out;
  for (const auto* p : check::properties())
    out.push_back({std::string(p->id), std::string(p->name), std::string(p->summary)});
  return out;
}

void sort_by_kind(std::vector<protocol::subject>& subjects) {
  const auto order = [](const protocol::subject& s) {
    const bool foreign = !s.flavours.empty() && !is_built(s.flavours.front());
    return std::tuple(foreign, s.kind, s.kind == run::subject_kind::mutant ? s.name : "");
  };
  std::stable_sort(subjects.begin(), subjects.end(),
                   [&](const auto& a, const auto& b) { return order(a) < order(b); });
}

}  // namespace

bool is_built(const std::string& flavour) { return rank_of(flavour) < std::size(built_flavours); }

fs::path folder_of_this_program() { return fs::read_symlink("/proc/self/exe").parent_path(); }

std::optional<fs::path> installation::runner_for(const std::string& flavour,
                                                 const protocol::subject& subject) const {
  const auto& allowed = subject.flavours;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), flavour) == allowed.end())
    return std::nullopt;
  for (const auto& runner : runners)
    if (runner.flavour == flavour &&
        std::find(runner.subjects.begin(), runner.subjects.end(), subject.name) != runner.subjects.end())
      return runner.file;
  return std::nullopt;
}

std::vector<std::string> installation::flavours_of(const protocol::subject& subject) const {
  std::vector<std::string> out;
  for (const auto& flavour : flavours)
    if (runner_for(flavour, subject)) out.push_back(flavour);
  return out;
}

installation list_installation(const fs::path& runners) {
  installation here;
  here.folder = runners.empty() ? folder_of_this_program() : runners;
  here.runners = runners_in(here.folder);
  std::vector<std::future<protocol::catalogue>> answers;
  for (const auto& runner : here.runners)
    answers.push_back(std::async(std::launch::async, [&runner] { return ask_for_catalogue(runner); }));
  for (std::size_t i = 0; i < answers.size(); ++i) add(here, here.runners[i], answers[i].get());
  if (here.properties.empty()) here.properties = linked_properties();
  sort_by_kind(here.subjects);
  return here;
}

installation find_installation(const fs::path& runners) {
  auto here = list_installation(runners);
  if (here.runners.empty())
    throw plan::bad_input(
        fmt::format("there is no runner in {}; build the project (cmake --build), or name the folder of the "
                    "runners with --runners",
                    here.folder.string()));
  return here;
}

}  // namespace gauntlet::cli
