#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "gauntlet/version.hpp"
#include "harness/campaign/campaign.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/files.hpp"
#include "harness/cli/installation.hpp"
#include "harness/cli/jobs.hpp"
#include "harness/cli/outputs.hpp"
#include "harness/cli/progress.hpp"
#include "harness/cli/selection.hpp"
#include "harness/plan/bad_input.hpp"
#include "reports/document.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::cli {
namespace {

namespace fs = std::filesystem;

std::string operating_system() {
  utsname name{};
  uname(&name);
  return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

std::string absolute_path(const fs::path& path) { return fs::absolute(path).lexically_normal().string(); }

protocol::campaign_begun begin_entry(const run_options& options, const campaign::campaign_options& with,
                                     const installation& here) {
  protocol::campaign_begun out;
  // The command must repeat the campaign, so it includes the seed even if that is random.
  out.command = options.seed ? options.command : fmt::format("{} --seed {}", options.command, with.seed);
  out.seed = with.seed;
  out.started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  out.budget = options.budget;
  out.jobs = with.jobs;
  out.mode = options.mode;
  out.every_fault = options.every_fault;
  out.gauntlet = GAUNTLET_VERSION;
  out.compiler = here.compiler;
  out.os = operating_system();
  out.cpus = std::thread::hardware_concurrency();
  out.runners = options.runners.empty() ? "" : absolute_path(options.runners);
  out.folder = absolute_path(options.out);
  return out;
}

std::uint64_t random_seed() { return std::random_device{}() % 1'000'000'000u; }

int run_one_plan(const run_options& options, const std::atomic<bool>& stop) {
  replay_options with;
  with.runners = options.runners;
  with.file = options.plan;
  with.times = options.times;
  with.on_lock_order = protocol::lock_orders_named(options.lock_order).value();
  if (mode_of(options) == run_mode::explore) with.explore = exploration_of(options);
  if (options.subjects.size() > 1 || options.flavours.size() > 1)
    throw plan::bad_input("--plan: name one --subject and one --flavour");
  if (!options.subjects.empty()) with.subject = options.subjects.front();
  if (!options.flavours.empty()) with.flavour = options.flavours.front();
  return replay(with, stop);
}

campaign::campaign_options campaign_options_of(const run_options& options, const installation& here) {
  campaign::campaign_options with;
  with.budget = campaign::read_budget(options.budget);
  if (!options.mutant_budget.empty())
    with.budget.mutant_cases = campaign::read_cases(options.mutant_budget, "--mutant-budget");
  else if (with.budget.cases)
    with.budget.mutant_cases = with.budget.cases;
  if (!options.time_limit.empty())
    with.budget.time_limit = campaign::read_time(options.time_limit, "--time-limit");
  with.shrink_budget = campaign::read_time(options.shrink_budget, "--shrink-budget");
  with.seed = options.seed.value_or(random_seed());
  with.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  with.size = options.size;
  with.every_fault = options.every_fault;
  with.on_lock_order = protocol::lock_orders_named(options.lock_order).value();
  with.properties = options.properties;
  with.folder = options.out;
  if (mode_of(options) == run_mode::full) {
    with.stop_after_kill = true;
    with.confirm = {"tsan", [&here](const protocol::subject& s) { return here.runner_for("tsan", s); }};
  }
  return with;
}

/// Returns the number of jobs in each flavour: "138 explored in fast, 121 under stress in tsan".
std::string describe(const std::vector<campaign::job>& jobs) {
  std::vector<std::string> flavours, parts;
  for (const auto& job : jobs)
    if (std::find(flavours.begin(), flavours.end(), job.flavour) == flavours.end())
      flavours.push_back(job.flavour);
  for (const auto& flavour : flavours) {
    const auto in = [&](const campaign::job& job) { return job.flavour == flavour; };
    const bool explored = std::find_if(jobs.begin(), jobs.end(), in)->explore.has_value();
    parts.push_back(fmt::format("{} {} in {}", std::count_if(jobs.begin(), jobs.end(), in),
                                explored ? "explored" : "under stress", flavour));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

progress::plan expected_of(const campaign::budget& budget, const std::vector<campaign::job>& jobs) {
  progress::plan out{jobs.size(), budget.time ? budget.time : budget.time_limit, std::nullopt};
  if (budget.cases && !out.time) out.cases = *budget.cases * jobs.size();
  return out;
}

}  // namespace

int run(const run_options& options, const std::atomic<bool>& stop) {
  const auto here = find_installation(options.runners);
  if (!options.plan.empty()) return run_one_plan(options, stop);
  const auto with = campaign_options_of(options, here);
  check_properties(here, options.properties);
  auto requested = read_requested_reports(options.reports);
  if (requested.empty() && has_report_page()) requested.push_back({"html", options.out / "report.html"});
  const auto jobs = make_jobs(options, here);
  const auto limits = options.limits.empty() ? std::string() : read_limits(options.limits);

  make_folder(options.out, "--out");
  make_folders_of(requested);
  campaign::journal journal(options.out / "journal.jsonl");
  fmt::print("Seed {}. {} ({}), up to {} in parallel, budget {}. Journal: {}\n", with.seed,
             reports::counted(jobs.size(), "job"), describe(jobs), with.jobs, options.budget,
             absolute_path(journal.file()));
  std::fflush(stdout);
  journal.append(begin_entry(options, with, here));
  journal.append(protocol::catalogue_listed{here.subjects, here.properties});
  if (!limits.empty()) journal.append(protocol::limits_measured{limits});
  const auto start = std::chrono::steady_clock::now();
  std::exception_ptr failure;
  {
    const progress shown(journal, expected_of(with.budget, jobs));
    try {
      campaign::run_campaign(with, jobs, journal, stop);
    } catch (...) {
      failure = std::current_exception();  // rethrown below, after the report of the results so far
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  journal.append(protocol::campaign_ended{seconds.count(), stop.load() || failure});
  nlohmann::json document;
  journal.read([&](const campaign::tally& tally) { document = reports::make_document(tally); });
  fmt::print("{}", reports::terminal_summary(document, isatty(STDOUT_FILENO) == 1));
  write_reports(document, requested);
  if (failure) std::rethrow_exception(failure);
  return document.at("summary").at("exit_code").get<int>();
}

}  // namespace gauntlet::cli
