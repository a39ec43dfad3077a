#include "harness/cli/jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "harness/cli/selection.hpp"
#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {
namespace {

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Returns the flavours that fit a mode, the best first. `fast` reports no races. In `plain`, explore cannot
/// intercept atomics.
std::vector<std::string> flavours_that_fit(run_mode mode) {
  switch (mode) {
    case run_mode::stress:
      return {"tsan", "asan", "plain"};
    case run_mode::explore:
      return {"fast", "tsan", "asan"};
    case run_mode::full:
      return {"fast", "tsan", "asan"};
  }
  return {};
}

std::vector<std::string> flavours_for(const run_options& options, const installation& here) {
  if (!options.flavours.empty()) return choose_flavours(here, options.flavours);
  std::vector<std::string> out;
  for (const auto& flavour : flavours_that_fit(mode_of(options)))
    if (contains(here.flavours, flavour)) out.push_back(flavour);
  // Runners for other languages cannot be controlled, so they run only under stress.
  for (const auto& flavour : here.flavours)
    if (mode_of(options) == run_mode::stress && !is_built(flavour)) out.push_back(flavour);
  return out;
}

bool explores(run_mode mode, const std::string& flavour) {
  return mode == run_mode::explore || (mode == run_mode::full && flavour == "fast");
}

/// Returns whether to run the subject in this flavour. A mutant runs only in flavours that can kill it.
bool should_run(const protocol::subject& subject, const std::string& flavour,
                const std::vector<std::string>& flavours, run_mode mode) {
  if (!subject.mutant) return true;
  const auto& can_kill = subject.mutant->flavours;
  if (!can_kill.empty()) return contains(can_kill, flavour);
  if (mode != run_mode::full) return flavour == flavours.front();
  return flavour == "fast" || flavour == "tsan";
}

/// Reports why there is no job to run, and the cure.
[[noreturn]] void refuse(const std::vector<const protocol::subject*>& subjects, const installation& here,
                         const std::vector<std::string>& flavours) {
  for (const auto* subject : subjects)
    for (const auto& flavour : flavours)
      if (is_built(flavour) && subject->flavours.empty() && !here.runner_for(flavour, *subject))
        throw plan::bad_input(fmt::format("--flavour: {} is not built for {}; build the target {}",
                                          subject->name, flavour, target_for(flavour, *subject)));
  throw plan::bad_input(
      "nothing to run: no chosen subject can run in this mode, and no chosen mutant can be killed in the "
      "chosen flavours; choose others from `gauntlet list`");
}

}  // namespace

run_mode mode_of(const run_options& options) {
  if (options.mode == "explore") return run_mode::explore;
  return options.mode == "full" ? run_mode::full : run_mode::stress;
}

protocol::exploration exploration_of(const run_options& options) {
  protocol::exploration how;
  how.schedules = options.schedules;
  how.strategies = options.strategies;
  how.plain_accesses = options.plain_accesses;
  how.alternate_plain_accesses = options.alternate_plain_accesses;
  how.faults = {options.spurious_wakeups, options.spurious_failures, 0, options.timeouts};
  return how;
}

std::vector<campaign::job> make_jobs(const run_options& options, const installation& here) {
  const auto mode = mode_of(options);
  const auto flavours = flavours_for(options, here);
  const auto subjects = choose_subjects(here, options.subjects);
  std::vector<campaign::job> jobs;
  for (const auto& flavour : flavours) {
    if (options.every_fault && !is_built(flavour)) continue;  // no fault can be injected there
    const bool explored = explores(mode, flavour);
    for (const auto* subject : subjects) {
      if (explored && !subject->can.explorable) continue;
      if (!should_run(*subject, flavour, flavours, mode)) continue;
      const auto runner = here.runner_for(flavour, *subject);
      if (!runner) continue;
      jobs.push_back({subject, flavour, *runner, {}});
      if (explored) jobs.back().explore = exploration_of(options);
    }
  }
  if (jobs.empty()) refuse(subjects, here, flavours);
  return jobs;
}

}  // namespace gauntlet::cli
