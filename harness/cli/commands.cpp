#include "harness/cli/commands.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "harness/campaign/campaign.hpp"
#include "harness/cli/markdown.hpp"
#include "harness/cli/progress.hpp"
#include "harness/cli/setup.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/plan_json.hpp"
#include "reports/document.hpp"
#include "reports/outputs.hpp"

namespace gauntlet::cli {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file))
    throw std::runtime_error(fmt::format("{}: can't be read", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

void make_folder(const fs::path& folder, const std::string& option) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem || !fs::is_directory(folder) || access(folder.empty() ? "." : folder.c_str(), W_OK) != 0)
    throw plan::bad_input(
        fmt::format("{}: no files can be written into {}; give a folder that you may write to", option,
                    fs::absolute(folder).lexically_normal().string()));
}

/// Before the campaign: nobody wants to hear after an hour that its report can't be written.
void make_folders_of(const std::vector<report_wish>& wishes) {
  for (const auto& wish : wishes) {
    make_folder(fs::absolute(wish.file).parent_path(), "--report");
    if (fs::is_directory(wish.file))
      throw plan::bad_input(fmt::format("--report: {} is a folder; give a file", wish.file.string()));
  }
}

void write_file(const fs::path& file, const std::string& content) {
  std::ofstream out(file, std::ios::binary);
  out << content;
  out.flush();
  if (!out) throw std::runtime_error(fmt::format("{}: can't be written", file.string()));
}

std::string report_page() {
  const auto file = folder_of_this_program().parent_path() / "share" / "gauntlet" / "report.html";
  if (!fs::exists(file))
    throw std::runtime_error(fmt::format("{} is missing; build with GAUNTLET_WEB=ON", file.string()));
  return read_file(file);
}

void write_reports(const json& document, const std::vector<report_wish>& wishes) {
  for (const auto& wish : wishes) {
    if (wish.kind == "html") write_file(wish.file, reports::html(document, report_page()));
    if (wish.kind == "junit") write_file(wish.file, reports::junit(document));
    if (wish.kind == "matrix") write_file(wish.file, reports::conformance_matrix(document));
    if (wish.kind == "json")
      write_file(wish.file, document.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    fmt::print("{} report: {}\n", wish.kind, fs::absolute(wish.file).lexically_normal().string());
  }
}

json read_limits(const fs::path& file) {
  const bool there = fs::is_regular_file(file);
  const auto limits = there ? json::parse(read_file(file), nullptr, false) : json();
  if (!limits.is_array())
    throw plan::bad_input(fmt::format("--limits: {} {}; give the file that `gauntlet bench --out` wrote",
                                      file.string(),
                                      there ? "holds no limits" : "can't be read: no such file"));
  return limits;
}

std::string operating_system() {
  utsname name{};
  uname(&name);
  return fmt::format("{} {} {}", name.sysname, name.release, name.machine);
}

json campaign_entry(const run_options& options, const campaign::campaign_options& with,
                    const installation& here) {
  // The command that repeats the campaign: a seed that was drawn is part of it.
  const auto command =
      options.seed ? options.command : fmt::format("{} --seed {}", options.command, with.seed);
  return {
      {"entry", "campaign"},
      {"command", command},
      {"seed", with.seed},
      {"started", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))},
      {"budget", options.budget},
      {"jobs", with.jobs},
      {"mode", options.mode},
      {"every_fault", options.every_fault},
      {"gauntlet", GAUNTLET_VERSION},
      {"compiler", here.catalogue.at("compiler")},
      {"os", operating_system()},
      {"cpus", std::thread::hardware_concurrency()},
      {"runners", options.runners.empty() ? "" : fs::absolute(options.runners).lexically_normal().string()},
      {"folder", fs::absolute(options.out).lexically_normal().string()}};
}

/// Those that fit the mode, where nobody chose: `fast` sees no races, `plain` has no atomics to choose at.
std::vector<std::string> flavours_for(const run_options& options, const installation& here) {
  if (!options.flavours.empty()) return choose_flavours(here, options.flavours);
  const bool explore = options.mode == "explore";
  std::vector<std::string> out;
  for (const char* flavour : {"fast", "tsan", "asan", "plain"}) {
    const bool fits = explore ? flavour != std::string_view("plain") : flavour != std::string_view("fast");
    const bool there = std::find(here.flavours.begin(), here.flavours.end(), flavour) != here.flavours.end();
    if (fits && there) out.emplace_back(flavour);
  }
  // And the runners of other languages, which are not controlled.
  for (const auto& flavour : here.flavours)
    if (!explore && !is_built(flavour)) out.push_back(flavour);
  return out;
}

std::vector<campaign::job> make_jobs(const run_options& options, const installation& here) {
  const auto flavours = flavours_for(options, here);
  std::vector<campaign::job> jobs;
  for (const auto* subject : choose_subjects(here, options.subjects)) {
    if (options.mode == "explore" && !subject->can.explorable) continue;
    for (const auto& flavour : flavours) {
      if (options.every_fault && !is_built(flavour)) continue;  // none can be injected there
      const auto& can_kill = subject->mutant ? subject->mutant->flavours : std::vector<std::string>{};
      const bool any = can_kill.empty();
      if (!holds(flavour, *subject)) continue;
      // A mutant that any flavour can kill is run in one: the first.
      const bool wanted = !subject->mutant ? true
                          : any            ? flavour == flavours.front()
                                : std::find(can_kill.begin(), can_kill.end(), flavour) != can_kill.end();
      if (wanted) jobs.push_back({subject, flavour});
    }
  }
  if (jobs.empty())
    throw plan::bad_input(
        "nothing to run: none of the chosen subjects can be run in this mode, or killed in the chosen "
        "flavours "
        "(see `gauntlet list`)");
  return jobs;
}

std::optional<campaign::exploration> exploration_of(const run_options& options) {
  if (options.mode != "explore") return std::nullopt;
  campaign::exploration how;
  how.schedules = options.schedules;
  how.strategies = options.strategies;
  how.plain_accesses = options.plain_accesses;
  how.faults = {options.spurious_wakeups, options.spurious_failures, 0};
  return how;
}

std::uint64_t drawn_seed() { return std::random_device{}() % 1'000'000'000u; }

int run_one_plan(const run_options& options, const std::atomic<bool>& stop) {
  replay_options with;
  with.runners = options.runners;
  with.file = options.plan;
  with.times = options.times;
  with.explore = exploration_of(options);
  if (options.subjects.size() > 1 || options.flavours.size() > 1)
    throw plan::bad_input("--plan goes with one --subject and one --flavour");
  if (!options.subjects.empty()) with.subject = options.subjects.front();
  if (!options.flavours.empty()) with.flavour = options.flavours.front();
  return replay(with, stop);
}

}  // namespace

std::vector<report_wish> read_report_wishes(const std::vector<std::string>& texts) {
  std::vector<report_wish> wishes;
  for (const auto& text : texts) {
    const auto at = text.find('=');
    const auto kind = text.substr(0, at);
    if (at == std::string::npos || at + 1 == text.size() ||
        (kind != "html" && kind != "junit" && kind != "json" && kind != "matrix"))
      throw plan::bad_input(
          fmt::format("--report: \"{}\" is not understood; write html=FILE, junit=FILE, json=FILE or "
                      "matrix=FILE",
                      text));
    wishes.push_back({kind, text.substr(at + 1)});
  }
  return wishes;
}

int list(list_format format, const fs::path& runners) {
  const auto here = find_installation(runners);
  signal(SIGPIPE, SIG_DFL);  // ours to obey from here on: `gauntlet list | head`
  if (format == list_format::json) {
    fmt::print("{}\n", here.catalogue.dump(2));
    return exit_ok;
  }
  if (format == list_format::markdown) {
    fmt::print("{}", properties_in_markdown(here));
    return exit_ok;
  }
  fmt::print("Flavours: {}\n\nSubjects\n", fmt::join(here.flavours, ", "));
  for (const auto& s : here.subjects)
    if (!s.mutant) fmt::print("  {:<22} {:<10} {}\n", s.name, run::name_of(s.kind), s.title);
  fmt::print("\nMutants (class; what must kill them; in which flavours)\n");
  for (const auto& s : here.subjects)
    if (s.mutant)
      fmt::print("  {:<26} {:<13} {:<32} {:<12} {}\n", s.name, s.mutant->defect_class,
                 fmt::format("{}", fmt::join(s.mutant->killed_by, " ")),
                 s.mutant->flavours.empty() ? "any" : fmt::format("{}", fmt::join(s.mutant->flavours, " ")),
                 s.mutant->title);
  fmt::print("\nProperties\n");
  for (const auto& p : here.properties) fmt::print("  {:<4} {:<28} {}\n", p.id, p.name, p.summary);
  return exit_ok;
}

int run(const run_options& options, const std::atomic<bool>& stop) {
  const auto here = find_installation(options.runners);
  if (!options.plan.empty()) return run_one_plan(options, stop);
  campaign::campaign_options with;
  with.budget = campaign::read_budget(options.budget);
  const auto shrink = campaign::read_budget(options.shrink_budget, "--shrink-budget");
  if (!shrink.time)
    throw plan::bad_input(
        fmt::format("--shrink-budget: \"{}\" is no time; write 6s say", options.shrink_budget));
  with.shrink_budget = *shrink.time;
  check_properties(here, options.properties);
  auto wishes = read_report_wishes(options.reports);
  if (wishes.empty()) wishes.push_back({"html", options.out / "report.html"});
  const auto jobs = make_jobs(options, here);
  const auto limits = options.limits.empty() ? json() : read_limits(options.limits);
  with.seed = options.seed.value_or(drawn_seed());
  with.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  with.size = options.size;
  with.every_fault = options.every_fault;
  with.properties = options.properties;
  with.explore = exploration_of(options);
  with.folder = options.out;
  with.runners = here.folder;

  make_folder(options.out, "--out");
  make_folders_of(wishes);
  campaign::journal journal(options.out / "journal.jsonl");
  fmt::print("Seed {}. {} jobs, {} at a time, budget {}. Journal: {}\n", with.seed, jobs.size(), with.jobs,
             options.budget, fs::absolute(journal.file()).lexically_normal().string());
  std::fflush(stdout);
  journal.append(campaign_entry(options, with, here));
  journal.append({{"entry", "catalogue"},
                  {"subjects", here.catalogue.at("subjects")},
                  {"properties", here.catalogue.at("properties")}});
  if (!limits.is_null()) journal.append({{"entry", "limits"}, {"limits", limits}});
  const auto start = std::chrono::steady_clock::now();
  std::exception_ptr failure;
  {
    progress::plan expected{jobs.size(), with.budget.time, std::nullopt};
    if (with.budget.cases) expected.cases = *with.budget.cases * jobs.size();
    const progress shown(journal, expected);
    try {
      campaign::run_campaign(with, jobs, journal, stop);
    } catch (...) {
      failure = std::current_exception();  // what was found until now is reported all the same
    }
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  journal.append({{"entry", "end"}, {"seconds", seconds.count()}, {"interrupted", stop.load() || failure}});
  json document;
  journal.read([&](const campaign::tally& tally) { document = reports::make_document(tally); });
  fmt::print("{}", reports::terminal_summary(document, isatty(STDOUT_FILENO) == 1));
  write_reports(document, wishes);
  if (failure) std::rethrow_exception(failure);
  return document.at("summary").at("exit_code").get<int>();
}

int bench(const bench_options& options, const std::atomic<bool>& stop) {
  const auto program = folder_of_this_program() / "gauntlet-limits";
  if (!fs::exists(program))
    throw std::runtime_error(fmt::format("{} is missing; build the project", program.string()));
  make_folder(fs::absolute(options.out).parent_path(), "--out");
  const auto raw = fs::path(options.out.string() + ".raw");
  std::vector<std::string> arguments{program.string(), "--benchmark_out=" + raw.string(),
                                     "--benchmark_out_format=json",
                                     fmt::format("--benchmark_min_time={}", options.min_time_s),
                                     fmt::format("--benchmark_repetitions={}", options.repetitions)};
  if (!options.filter.empty()) arguments.push_back("--benchmark_filter=" + options.filter);
  std::vector<char*> pointers;
  for (auto& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(program.c_str(), pointers.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    if (stop.load()) kill(child, SIGTERM);
  if (stop.load()) {
    std::error_code ignored;
    fs::remove(raw, ignored);
    fmt::print("interrupted; no limits are written\n");
    return exit_interrupted;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error("the limits program failed; its output stands above");
  const auto limits = reports::limits_from_benchmarks(json::parse(read_file(raw)));
  fs::remove(raw);
  write_file(options.out, limits.dump(2) + "\n");
  fmt::print("{}\nlimits: {}\n", reports::format_limits(limits),
             fs::absolute(options.out).lexically_normal().string());
  return exit_ok;
}

int report(const report_options& options) {
  const auto wishes = read_report_wishes(options.reports);
  make_folders_of(wishes);
  auto tally = campaign::read_journal(options.journal);
  if (!options.limits.empty()) tally.limits = read_limits(options.limits);
  const auto document = reports::make_document(tally);
  fmt::print("{}", reports::terminal_summary(document, isatty(STDOUT_FILENO) == 1));
  write_reports(document, wishes);
  return document.at("summary").at("exit_code").get<int>();
}

}  // namespace gauntlet::cli
