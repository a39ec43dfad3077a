#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "harness/campaign/replayed_case.hpp"
#include "harness/campaign/reproducer.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/installation.hpp"
#include "harness/cli/selection.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/protocol/case_file.hpp"
#include "harness/protocol/temporary_folder.hpp"
#include "reports/outputs.hpp"
#include "reports/schedule_table.hpp"
#include "reports/story.hpp"

namespace gauntlet::cli {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// The case to replay, and the runner that runs it. Options override the case file.
struct replayed {
  protocol::case_file content;
  const protocol::subject* subject = nullptr;
  std::filesystem::path runner;
};

replayed choose_case(const replay_options& options, const installation& here) {
  const auto name = options.file.string();
  replayed out{protocol::read_case(options.file), nullptr, {}};
  auto& content = out.content;
  auto& subject = out.subject;
  const auto subject_from = options.subject.empty() ? name + ": subject" : "--subject";
  const auto flavour_from = options.flavour.empty() ? name + ": flavour" : "--flavour";
  if (!options.subject.empty()) content.subject = options.subject;
  if (!options.flavour.empty()) content.flavour = options.flavour;
  if (content.subject.empty())
    throw plan::bad_input(fmt::format("{}: holds only a plan; name the subject with --subject", name));
  const auto subjects = choose_subjects(here, {content.subject}, subject_from);
  if (subjects.size() != 1)
    throw plan::bad_input(
        fmt::format("{}: \"{}\" matches several subjects; name one", subject_from, content.subject));
  subject = subjects.front();
  const auto in = here.flavours_of(*subject);
  if (content.flavour.empty()) content.flavour = in.front();
  content.flavour = choose_flavours(here, {content.flavour}, flavour_from).front();
  const auto runner = here.runner_for(content.flavour, *subject);
  if (!runner)
    throw plan::bad_input(fmt::format("{}: no {} runner holds {}; choose one of {}, or build the target {}",
                                      flavour_from, content.flavour, subject->name, fmt::join(in, ", "),
                                      target_for(content.flavour, *subject)));
  out.runner = *runner;
  if (const auto why = plan::why_impossible(content.plan, subject->can))
    throw plan::bad_input(fmt::format("{}: plan: {}", name, *why));
  if (options.explore && !subject->can.explorable)
    throw plan::bad_input(fmt::format(
        "--mode: {} cannot be explored, because the harness does not control its threads; use --mode "
        "stress",
        subject->name));
  return out;
}

std::string describe(const protocol::run_up& before) {
  return fmt::format("Each run has a new runner, which runs {} before, with the seeds {} to {}.",
                     reports::counted(before.count, "case"), before.first_seed,
                     before.first_seed + before.count - 1);
}

}  // namespace

int replay(const replay_options& options, const std::atomic<bool>& stop) {
  const auto here = find_installation(options.runners);
  const auto [content, subject, runner] = choose_case(options, here);
  const protocol::temporary_folder scratch;
  const campaign::runner_process::options process{runner, scratch.path() / "runner-stderr.txt", true, &stop};
  const bool searches = options.explore.has_value();
  auto how = options.explore;
  if (content.recorded && !searches) {
    how.emplace().decisions = content.recorded->decisions;
    how->faults = content.recorded->faults;
    how->plain_accesses = content.recorded->plain_accesses;
  }
  std::optional<protocol::finding> first;
  std::uint32_t failed = 0, runs = 0;
  std::map<std::string, std::uint32_t> other_failures;
  for (; runs < options.times; ++runs) {
    auto quick = process;
    quick.symbolize = !first;
    campaign::reproducer again(quick, *subject, content.key, how, options.on_lock_order);
    if (content.run_up) again.set_run_up(*content.run_up);
    // A run that searches takes other schedules each time.
    auto found = again.fails(content.plan, content.seed + (searches ? runs : 0), 1);
    if (stop.load()) break;  // this run did not end
    if (again.diverged_at())
      throw std::runtime_error(fmt::format(
          "{}: the schedule diverged from the recorded one at step {}; the subject or the harness has "
          "changed since the case was written",
          options.file.string(), *again.diverged_at()));
    if (!again.other_failure().empty()) ++other_failures[again.other_failure()];
    if (!found) continue;
    ++failed;
    if (content.recorded && !searches)
      if (const auto where = campaign::difference(*content.recorded, *found))
        throw std::runtime_error(fmt::format(
            "{}: run {} differs from the recorded run, first at {}; the subject or the harness has "
            "changed since the case was written",
            options.file.string(), runs + 1, *where));
    if (!first) first = std::move(found);
  }
  const int exit_code = stop.load() ? exit_interrupted : failed > 0 ? exit_violations : exit_ok;
  if (options.json) {
    fmt::print(
        "{}\n",
        json{{"failed", failed}, {"runs", runs}, {"finding", first ? protocol::to_json(*first) : json()}}
            .dump(2, ' ', false, json::error_handler_t::replace));
    return exit_code;
  }
  fmt::print("{} in {}, {}\n\n", content.subject, content.flavour,
             content.key.empty() ? "any finding" : content.key);
  for (const auto& line : plan::describe(content.plan)) fmt::print("  {}\n", line);
  if (content.run_up) fmt::print("\n{}\n", describe(*content.run_up));
  if (first) {
    const auto schedule = reports::format(reports::tabulate(*first));
    fmt::print("\n{}\n\n{}", first->sentence,
               schedule.empty() ? reports::format(reports::story_of(*first), first->schedule.has_value())
                                : schedule);
    if (first->schedule)
      fmt::print("\nschedule: {}, {}, {}\n", reports::counted(first->schedule->steps, "step"),
                 fmt::format("{} switches", first->schedule->switches),
                 reports::counted(first->schedule->preemptions, "preemption"));
    if (!first->sanitizer.empty()) fmt::print("\n{}\n", first->sanitizer);
  }
  fmt::print("\nfailed {} of {} runs{}{}\n", failed, runs,
             searches ? fmt::format(", each of at most {} schedules", how->schedules) : "",
             stop.load() ? "; interrupted" : "");
  for (const auto& [key, times] : other_failures)
    fmt::print("{} of the runs failed for another reason: {}\n", times, key);
  return exit_code;
}

}  // namespace gauntlet::cli
