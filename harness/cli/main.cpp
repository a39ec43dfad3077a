#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <atomic>

#include "gauntlet/version.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/schedule/strategy_names.hpp"

namespace {

std::atomic<bool> stop{false};

// The first Ctrl-C finishes the report; a second one ends the program at once.
void on_interrupt(int) {
  if (stop.exchange(true)) _exit(gauntlet::cli::exit_interrupted);
}

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

std::string join_command(int argc, char** argv) {
  std::vector<std::string> words(argv, argv + argc);
  words[0] = "gauntlet";
  for (auto& word : words)
    if (word.find_first_of(" *?'\"$") != std::string::npos) word = fmt::format("'{}'", word);
  return fmt::format("{}", fmt::join(words, " "));
}

void reject_options_without_effect(const CLI::App& run) {
  for (const char* option : {"--property", "--seed", "--budget", "--mutant-budget", "--time-limit", "--jobs",
                             "--size", "--every-fault", "--shrink-budget", "--out", "--limits", "--report"})
    if (run.get_option(option)->count() > 0)
      throw gauntlet::plan::bad_input(
          fmt::format("{}: --plan runs one plan and does not heed it; leave it out", option));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace gauntlet::cli;
  catch_interrupts();
  CLI::App app{
      "Gauntlet tells whether C++ code that starts concurrent tasks and propagates their errors is right."};
  app.name("gauntlet");
  app.set_version_flag("--version", GAUNTLET_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 as expected; 1 a violation, or a mutant that was not killed for its declared reason;\n"
      "2 something that you gave can't be used; 3 the harness itself failed; 130 interrupted (the report is "
      "finished).");

  std::filesystem::path runners;
  app.add_option("--runners", runners, "folder of the runners (default: that of this program)")
      ->envname("GAUNTLET_RUNNERS")
      ->check(CLI::ExistingDirectory);

  bool list_json = false, list_markdown = false;
  auto* list_command = app.add_subcommand("list", "show subjects, mutants, properties and flavours");
  auto* as_json = list_command->add_flag("--json", list_json, "as JSON");
  list_command
      ->add_flag("--markdown", list_markdown, "the properties as docs/properties.md, which is made with it")
      ->excludes(as_json);

  run_options run_with;
  run_with.command = join_command(argc, argv);
  auto* run_command = app.add_subcommand("run", "run a campaign and report it");
  run_command
      ->add_option("--subject", run_with.subjects,
                   "references, programs, mutants, decoys, or names with * and ? (default: all)")
      ->delimiter(',');
  run_command
      ->add_option("--property", run_with.properties, "judge by these only, P06,P08 say (default: all)")
      ->delimiter(',');
  run_command
      ->add_option("--flavour", run_with.flavours,
                   "plain, tsan, asan; fast, which is for explore (default: all that fit the mode)")
      ->delimiter(',');
  run_command->add_option("--seed", run_with.seed,
                          "of every plan; the same seed gives the same plans (default: drawn, and printed)");
  run_command
      ->add_option("--budget", run_with.budget,
                   "a time for the whole campaign (60s, 5m), or cases for each subject in each flavour "
                   "(\"5000 cases\")")
      ->capture_default_str();
  run_command->add_option(
      "--mutant-budget", run_with.mutant_budget,
      "cases for each mutant in each flavour; one that is not killed by then survived (default: the "
      "cases of --budget, else 20000)");
  run_command->add_option("--time-limit", run_with.time_limit,
                          "a bound for the whole campaign (10m): mutants that are left are not finished");
  const std::vector<std::string> strategies(std::begin(gauntlet::schedule::strategies_by_name),
                                            std::end(gauntlet::schedule::strategies_by_name));
  run_command
      ->add_option("--mode", run_with.mode,
                   "stress: the system schedules, delays add noise; explore: the harness chooses at every "
                   "synchronisation point which thread runs next; full: explore in fast, with its findings "
                   "confirmed in tsan, then stress in tsan and asan")
      ->check(CLI::IsMember({"stress", "explore", "full"}))
      ->capture_default_str();
  run_command->add_option("--schedules", run_with.schedules, "explore: schedules of each case")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  run_command
      ->add_option("--strategy", run_with.strategies, "explore: of these only (default: all, in turns)")
      ->check(CLI::IsMember(strategies))
      ->delimiter(',');
  run_command
      ->add_option("--spurious-wakeups", run_with.spurious_wakeups,
                   "explore: in each schedule, at most so many waits end for no reason")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  run_command
      ->add_option("--spurious-failures", run_with.spurious_failures,
                   "explore: in each schedule, at most so many try_locks fail for no reason")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  run_command->add_flag(
      "--every-fault", run_with.every_fault,
      "run each plan without its faults, then with every single one in turn: the k-th thread creation, "
      "allocation or move of a callable inside a submit fails, for every k");
  run_command->add_flag("--plain-accesses", run_with.plain_accesses,
                        "explore: every plain memory access is a scheduling point, too (in fast only; slow)");
  run_command->add_option("--jobs", run_with.jobs, "runners at a time (default: one a processor)")
      ->check(CLI::Range(0, 256));
  run_command->add_option("--size", run_with.size, "how large plans get")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  run_command->add_option("--shrink-budget", run_with.shrink_budget, "time to shrink each finding")
      ->capture_default_str();
  auto* plan = run_command->add_option(
      "--plan", run_with.plan,
      "run this plan (JSON) on one --subject in one --flavour instead of a campaign, or explore it; with "
      "--times");
  run_command
      ->add_option("--times", run_with.times,
                   "how often to run --plan; each time that it is explored takes other --schedules")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str()
      ->needs(plan);
  run_command->add_option("--out", run_with.out, "folder for the journal, the cases and the reports")
      ->capture_default_str();
  run_command->add_option("--limits", run_with.limits,
                          "limits measured by `gauntlet bench`, to be shown in the report");
  run_command
      ->add_option("--report", run_with.reports,
                   "html=FILE,junit=FILE,json=FILE,matrix=FILE (default: html=OUT/report.html)")
      ->delimiter(',');

  replay_options replay_with;
  auto* replay_command = app.add_subcommand("replay", "run one case again and tell its story");
  replay_command->add_option("case", replay_with.file, "a case file of a campaign, or a plan")->required();
  replay_command->add_option("--subject", replay_with.subject, "run it on this subject instead");
  replay_command->add_option("--flavour", replay_with.flavour, "in this flavour instead");
  replay_command->add_option("--times", replay_with.times, "how often")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  replay_command->add_flag("--json", replay_with.json, "the finding as JSON");

  bench_options bench_with;
  auto* bench_command = app.add_subcommand("bench", "measure the limits with Google Benchmark");
  bench_command->add_option("--out", bench_with.out, "the result as JSON")->capture_default_str();
  bench_command->add_option("--filter", bench_with.filter,
                            "only benchmarks that fit this regular expression");
  bench_command->add_option("--repetitions", bench_with.repetitions, "the median counts")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  bench_command->add_option("--min-time", bench_with.min_time_s, "seconds for each benchmark")
      ->check(CLI::Range(0.001, 60.0))
      ->capture_default_str();

  report_options report_with;
  auto* report_command = app.add_subcommand(
      "report", "make reports from the journal of a campaign, also of one that was cut off");
  report_command->add_option("journal", report_with.journal, "the journal.jsonl of a campaign")->required();
  report_command
      ->add_option("--report", report_with.reports,
                   "html=FILE,junit=FILE,json=FILE,matrix=FILE (default: the terminal's summary only)")
      ->delimiter(',');
  report_command->add_option("--limits", report_with.limits, "limits measured by `gauntlet bench`");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? exit_ok : exit_usage;
  }
  try {
    if (plan->count() > 0) reject_options_without_effect(*run_command);
    run_with.runners = replay_with.runners = runners;
    if (*list_command)
      return list(list_json       ? list_format::json
                  : list_markdown ? list_format::markdown
                                  : list_format::text,
                  runners);
    if (*run_command) return run(run_with, stop);
    if (*replay_command) return replay(replay_with, stop);
    if (*bench_command) return bench(bench_with, stop);
    return report(report_with);
  } catch (const gauntlet::plan::bad_input& problem) {
    fmt::print(stderr, "gauntlet: {}\n", problem.what());
    return exit_usage;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "gauntlet: the harness itself failed: {}\n", problem.what());
    return exit_harness;
  }
}
