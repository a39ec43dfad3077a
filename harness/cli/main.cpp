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

// The first Ctrl-C ends the campaign and still writes its report. A second one ends the program immediately.
// SIGTERM and SIGHUP do the same.
void on_interrupt(int) {
  if (stop.exchange(true)) _exit(gauntlet::cli::exit_interrupted);
}

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction hang_up{};
  sigaction(SIGHUP, nullptr, &hang_up);
  if (hang_up.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);  // nohup ignores it
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
          fmt::format("{}: this option has no effect with --plan; remove it", option));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace gauntlet::cli;
  catch_interrupts();
  CLI::App app{
      "Tests whether C++ code starts, joins and cancels concurrent tasks, and reports their errors, "
      "correctly."};
  app.name("gauntlet");
  app.set_version_flag("--version", GAUNTLET_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit codes:\n"
      "  0    all results are as expected\n"
      "  1    a subject violated a property, or a mutant was not killed for a declared reason\n"
      "  2    an option or a file is invalid; the message says how to correct it\n"
      "  3    the harness itself failed\n"
      "  130  interrupted; the report of a campaign is still written");

  std::filesystem::path runners;
  app.add_option("--runners", runners, "Folder of the runners. Default: the folder of this program.")
      ->envname("GAUNTLET_RUNNERS")
      ->check(CLI::ExistingDirectory);

  bool list_json = false, list_markdown = false;
  auto* list_command = app.add_subcommand("list", "List subjects, mutants, properties and flavours.");
  auto* as_json = list_command->add_flag("--json", list_json, "Print JSON.");
  list_command
      ->add_flag("--markdown", list_markdown,
                 "Print the properties as Markdown: the content of docs/properties.md.")
      ->excludes(as_json);

  run_options run_with;
  run_with.command = join_command(argc, argv);
  auto* run_command = app.add_subcommand("run", "Run a campaign and report its results.");
  run_command
      ->add_option("--subject", run_with.subjects,
                   "Subjects to run: references, programs, mutants, decoys, peers, or names with the "
                   "wildcards * and ?. Default: all.")
      ->delimiter(',');
  run_command
      ->add_option("--property", run_with.properties,
                   "Properties to check, for example P06,P08. Default: all.")
      ->delimiter(',');
  run_command
      ->add_option("--flavour", run_with.flavours,
                   "Flavours to run in: plain, tsan, asan, fast (for explore), or the name of a runner for "
                   "another language. Default: all that fit the mode.")
      ->delimiter(',');
  run_command->add_option("--seed", run_with.seed,
                          "Seed of the plans, an integer. The same seed gives the same plans. Default: a "
                          "random seed, which is printed.");
  run_command
      ->add_option("--budget", run_with.budget,
                   "Time of the whole campaign (60s, 5m), or number of cases of each subject in each flavour "
                   "(\"5000 cases\").")
      ->capture_default_str();
  run_command->add_option(
      "--mutant-budget", run_with.mutant_budget,
      "Number of cases of each mutant in each flavour. A mutant that is not killed in these cases survived. "
      "Default: the cases of --budget, or 20000 if --budget is a time.");
  run_command->add_option("--time-limit", run_with.time_limit,
                          "Time limit of the whole campaign, for example 10m. A mutant with cases left at "
                          "the limit counts as not finished. Default: none.");
  const std::vector<std::string> strategies(std::begin(gauntlet::schedule::strategies_by_name),
                                            std::end(gauntlet::schedule::strategies_by_name));
  run_command
      ->add_option(
          "--mode", run_with.mode,
          "How cases are scheduled. stress: by the operating system, with random delays. explore: by the "
          "harness, which chooses at every scheduling point the thread that runs next. full: explore in "
          "fast, confirm its findings in tsan, then stress in tsan and asan.")
      ->check(CLI::IsMember({"stress", "explore", "full"}))
      ->capture_default_str();
  run_command->add_option("--schedules", run_with.schedules, "explore: number of schedules of each case.")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  run_command
      ->add_option("--strategy", run_with.strategies,
                   "explore: strategies to use. Each gets the same share of the steps. Default: all.")
      ->check(CLI::IsMember(strategies))
      ->delimiter(',');
  run_command
      ->add_option("--spurious-wakeups", run_with.spurious_wakeups,
                   "explore: maximum number of spurious wake-ups in each schedule.")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  run_command
      ->add_option("--spurious-failures", run_with.spurious_failures,
                   "explore: maximum number of spurious failures of try_lock in each schedule.")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  run_command
      ->add_option("--timeouts", run_with.timeouts,
                   "explore: maximum number of sleeps, timed waits and timed locks in each schedule that "
                   "expire although another thread could run.")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  run_command
      ->add_option("--lock-order", run_with.lock_order,
                   "stress in tsan: what a report of ThreadSanitizer means that two mutexes were locked in "
                   "both orders, a potential deadlock. warn: a warning; error: a violation; ignore: nothing. "
                   "explore observes deadlocks, and ignores these reports.")
      ->check(CLI::IsMember({"warn", "error", "ignore"}))
      ->capture_default_str();
  run_command->add_flag(
      "--every-fault", run_with.every_fault,
      "Run each plan without faults, then once with each single fault: the k-th thread creation, allocation "
      "or move of a callable inside a submit fails, for every k.");
  auto* plain_accesses = run_command->add_flag(
      "--plain-accesses", run_with.plain_accesses,
      "explore: make every plain memory access a scheduling point in all schedules. Not in plain; slow. By "
      "default fast does so in schedules with about half of the steps, and tsan and asan in none.");
  run_command
      ->add_flag("!--no-plain-accesses", run_with.alternate_plain_accesses,
                 "explore in fast: make no plain memory access a scheduling point.")
      ->excludes(plain_accesses);
  run_command
      ->add_option("--jobs", run_with.jobs,
                   "Number of runners that run at the same time. Default: one for each processor.")
      ->check(CLI::Range(0, 256));
  run_command->add_option("--size", run_with.size, "Maximum size of the plans, from 1 to 100.")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  run_command
      ->add_option("--shrink-budget", run_with.shrink_budget, "Time to shrink each finding, for example 6s.")
      ->capture_default_str();
  auto* plan = run_command->add_option("--plan", run_with.plan,
                                       "Run this plan (a JSON file) on one --subject in one --flavour, "
                                       "instead of a campaign. --times and --mode apply to it.");
  run_command
      ->add_option("--times", run_with.times,
                   "Number of runs of --plan. With --mode explore, each run takes other schedules.")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str()
      ->needs(plan);
  run_command->add_option("--out", run_with.out, "Folder for the journal, the case files and the reports.")
      ->capture_default_str();
  run_command->add_option(
      "--limits", run_with.limits,
      "File with the limits that `gauntlet bench` measured. The report shows them. Default: none.");
  run_command
      ->add_option(
          "--report", run_with.reports,
          "Reports to write: html=FILE,junit=FILE,json=FILE,matrix=FILE. Default: html=OUT/report.html.")
      ->delimiter(',');

  replay_options replay_with;
  auto* replay_command = app.add_subcommand("replay", "Run one case again and print what happened.");
  replay_command->add_option("case", replay_with.file, "Case file of a campaign, or a plan (a JSON file).")
      ->required();
  replay_command->add_option("--subject", replay_with.subject,
                             "Subject to run. Default: the one of the case file.");
  replay_command->add_option("--flavour", replay_with.flavour,
                             "Flavour to run in. Default: the one of the case file.");
  replay_command->add_option("--times", replay_with.times, "Number of runs.")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  replay_command->add_flag("--json", replay_with.json, "Print the finding as JSON.");

  bench_options bench_with;
  auto* bench_command =
      app.add_subcommand("bench", "Measure the limits of the references with Google Benchmark.");
  bench_command->add_option("--out", bench_with.out, "File for the result (JSON).")->capture_default_str();
  bench_command->add_option("--filter", bench_with.filter,
                            "Run only the benchmarks that match this regular expression. Default: all.");
  bench_command
      ->add_option("--repetitions", bench_with.repetitions,
                   "Number of repetitions of each benchmark. The median is reported.")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  bench_command
      ->add_option("--min-time", bench_with.min_time_s, "Minimum time of each benchmark, in seconds.")
      ->check(CLI::Range(0.001, 60.0))
      ->capture_default_str();

  report_options report_with;
  auto* report_command = app.add_subcommand(
      "report", "Write reports from the journal of a campaign, even if the campaign was interrupted.");
  report_command->add_option("journal", report_with.journal, "The journal.jsonl of a campaign.")->required();
  report_command
      ->add_option("--report", report_with.reports,
                   "Reports to write: html=FILE,junit=FILE,json=FILE,matrix=FILE. Default: only the summary "
                   "on the terminal.")
      ->delimiter(',');
  report_command->add_option(
      "--limits", report_with.limits,
      "File with the limits that `gauntlet bench` measured. The report shows them. Default: none.");

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
