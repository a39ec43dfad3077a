#include "harness/campaign/campaign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "harness/campaign/case_file.hpp"
#include "harness/campaign/reduce.hpp"
#include "harness/campaign/replayed_case.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/check/property_set_json.hpp"
#include "harness/plan/generate.hpp"
#include "harness/plan/json_reader.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;
using clock = std::chrono::steady_clock;

/// Cases a request: enough to make it free, few enough to find a leak's batch again.
constexpr std::uint32_t batch = 200;
constexpr std::uint32_t small_batch = 20;   // where each case runs under many schedules, or with many faults
constexpr std::uint32_t most_repeats = 20;  // of one finding, then a wrong subject is run no longer

/// What the workers share: which job is next, how much time it may take, and the first failure of the harness
/// itself.
class schedule_of_jobs {
 public:
  schedule_of_jobs(const campaign_options& options, const std::vector<job>& jobs)
      : options_(options), left_(jobs) {
    std::reverse(left_.begin(), left_.end());
    std::stable_partition(left_.begin(), left_.end(),
                          [](const job& each) { return !each.subject->mutant.has_value(); });
    if (options.budget.time) deadline_ = clock::now() + *options.budget.time;
  }

  struct slot {
    struct job job;
    std::optional<clock::time_point> deadline;
    std::optional<std::uint64_t> from_seed;  ///< where its first turn ended; none: this is its first
  };

  /// The next job, with its fair part of the time that is left. Mutants come first: what their early kills
  /// save, and what shrinking those costs, is shared by the others, who can use any time. A mutant that was
  /// not killed in its turn has another one before those.
  std::optional<slot> take() {
    const std::lock_guard lock(mutex_);
    if (failure_ || (left_.empty() && again_.empty())) return std::nullopt;
    const bool second_turn = !again_.empty() && (left_.empty() || !left_.back().subject->mutant);
    slot out = second_turn ? again_.back() : slot{left_.back(), std::nullopt, std::nullopt};
    if (deadline_) {
      const auto all = left_.size() + again_.size();
      const auto parts = std::max<std::size_t>(1, (all + options_.jobs - 1) / options_.jobs);
      out.deadline = clock::now() + (*deadline_ - clock::now()) / static_cast<int>(parts);
    }
    second_turn ? again_.pop_back() : left_.pop_back();
    return out;
  }

  void give_another_turn(const job& survivor, std::uint64_t from_seed) {
    const std::lock_guard lock(mutex_);
    again_.push_back({survivor, std::nullopt, from_seed});
  }

  void fail(std::exception_ptr problem) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(problem);
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  const campaign_options& options_;
  std::mutex mutex_;
  std::vector<job> left_;
  std::vector<slot> again_;
  std::optional<clock::time_point> deadline_;
  std::exception_ptr failure_;
};

/// The seeds of a subject: far from those of any other, whatever the campaign's seed.
std::uint64_t first_seed_of(std::uint64_t campaign_seed, const std::string& subject) {
  std::uint64_t hash = plan::mix(campaign_seed);
  for (const char c : subject) hash = plan::mix(hash ^ static_cast<unsigned char>(c));
  return hash & 0x000fffffffffffffu;  // exact in every JSON reader, with room to count up
}

/// Runs one job.
class job_run {
 public:
  job_run(const campaign_options& options, const schedule_of_jobs::slot& slot, std::uint32_t worker,
          journal& journal, const std::atomic<bool>& stop)
      : options_(options),
        job_(slot.job),
        deadline_(slot.deadline),
        journal_(journal),
        stop_(stop),
        process_{runner_of(options.runners, slot.job.flavour),
                 options.folder / fmt::format("last-words-{}.txt", worker), false, &stop,
                 options.answer_timeout},
        runner_(process_),
        next_seed_(slot.from_seed.value_or(first_seed_of(options.seed, slot.job.subject->name))) {}

  /// Whether the time of this turn ended before a mutant was killed.
  [[nodiscard]] bool survived() const { return is_mutant() && !finished_ && deadline_ && !stop_.load(); }
  [[nodiscard]] std::uint64_t next_seed() const { return next_seed_; }

  void operator()() {
    journal_.append({{"entry", "job"}, {"subject", job_.subject->name}, {"flavour", job_.flavour}});
    while (!over()) run_batch();
    if (stop_.load()) return;
    if (unexpected_)
      shrink(unexpected_->finding, unexpected_->finding.key, unexpected_->plan, unexpected_->seed);
    journal_.append({{"entry", "job_done"},
                     {"subject", job_.subject->name},
                     {"flavour", job_.flavour},
                     {"seconds", seconds()}});
  }

 private:
  double seconds() const { return std::chrono::duration<double>(clock::now() - start_).count(); }
  bool is_mutant() const { return job_.subject->mutant.has_value(); }

  bool over() const {
    if (finished_ || cut_short()) return true;
    return options_.budget.cases && cases_ >= *options_.budget.cases;
  }
  /// In the middle of a batch, too. A budget of cases is not: the look for leaks comes after the batch's
  /// last.
  bool cut_short() const { return stop_.load() || (deadline_ && clock::now() >= *deadline_); }

  request next_request(std::uint64_t seed, std::uint64_t count) const {
    request r;
    r.what = request::kind::cases;
    r.subject = job_.subject->name;
    r.first_seed = seed;
    r.count = static_cast<std::uint32_t>(count);
    r.size = options_.size;
    r.every_fault = options_.every_fault;
    r.properties = options_.properties;
    r.explore = options_.explore;
    return r;
  }

  void run_batch() {
    std::uint64_t count = options_.explore || options_.every_fault ? small_batch : batch;
    if (options_.budget.cases) count = std::min<std::uint64_t>(count, *options_.budget.cases - cases_);
    serve(next_request(next_seed_, count));
  }

  /// Sends the request and takes its answers, to its end or to a first failing case.
  void serve(const request& request) {
    runner_.send(request);
    std::optional<running_case> running;
    while (auto line = runner_.next_line()) {
      const auto answer = json::parse(*line, nullptr, false);
      if (answer.is_discarded()) break;  // torn: the runner died while it wrote
      if (answer.contains("begin"))
        running = case_of(answer, "begin");
      else if (answer.contains("end"))
        passed(answer), running.reset();
      else if (answer.contains("done"))
        return;
      else if (answer.contains("finding"))
        return found(answer);
      else if (answer.contains("leaks_in_batch"))
        return search_leak(request);
      else if (answer.contains("error"))
        throw std::runtime_error(answer.at("error").get<std::string>());
      if (cut_short()) return runner_.kill_now();
    }
    if (runner_.stopped()) return runner_.kill_now();
    if (runner_.timed_out() && !running)
      throw std::runtime_error(
          fmt::format("the {} runner gave no answer for {} s (subject {}, before case {})", job_.flavour,
                      options_.answer_timeout.count() / 1000, job_.subject->name, next_seed_));
    died(running);
  }

  /// A case that runs, as the runner tells it: where it names faults, they take the place of the plan's own.
  struct running_case {
    std::uint64_t seed = 0;
    std::optional<plan::faults> faults;
  };
  static running_case case_of(const json& answer, const char* seed) {
    running_case out{answer.at(seed), std::nullopt};
    if (answer.contains("faults")) out.faults = plan::read_faults_of_plan({answer.at("faults"), "faults"});
    return out;
  }
  static check::property_set exercised_by(const json& answer) {
    return answer.contains("exercised") ? check::read_property_set(answer.at("exercised"))
                                        : check::property_set{};
  }

  void died(const std::optional<running_case>& running) {
    if (running) return failed(runner_.reap_in_a_case(), *running, {});
    runner_.reap();
    if (++deaths_between_cases_ > 3)
      throw std::runtime_error(
          fmt::format("the {} runner died between cases: {}", job_.flavour, runner_.last_words()));
  }

  void passed(const json& answer) {
    if (rechecking_) return;
    const std::uint64_t seed = answer.at("end");
    ++cases_;
    next_seed_ = seed + 1;
    json entry{{"entry", "passed"}, {"subject", job_.subject->name},       {"flavour", job_.flavour},
               {"seed", seed},      {"exercised", answer.at("exercised")}, {"us", answer.at("us")}};
    if (answer.contains("deviated")) entry["deviated"] = answer.at("deviated");
    if (answer.contains("faults")) entry["faults"] = answer.at("faults");
    if (answer.contains("schedules")) entry["schedules"] = answer.at("schedules");
    if (answer.contains("by_strategy")) entry["by_strategy"] = answer.at("by_strategy");
    journal_.append(entry);
  }

  void found(const json& answer) {
    auto finding = read_told_finding(answer.at("finding"));
    runner_.reap();
    finding.schedule = runner_.last_schedule();
    failed(finding, case_of(answer, "seed"), exercised_by(answer),
           answer.value("by_strategy", json::object()));
  }

  /// Memory leaked somewhere in the batch: its cases run again, each followed by a look. They were counted
  /// before.
  void search_leak(const request& batch_request) {
    runner_.reap();
    if (rechecking_) return;
    auto again = batch_request;
    again.leak_check_each = true;
    const auto failures = failures_;
    rechecking_ = true;
    serve(again);
    rechecking_ = false;
    if (failures_ > failures || stop_.load()) return;
    finding leak;
    leak.oracle = oracle::lsan;
    leak.key = "lsan:leak";
    leak.sentence = fmt::format(
        "LeakSanitizer found memory lost in the {} cases from seed {} on, but after none of them when they "
        "ran again",
        batch_request.count, batch_request.first_seed);
    failed(leak, {batch_request.first_seed, std::nullopt}, {});
  }

  void failed(const finding& finding, const running_case& of, const check::property_set& exercised,
              const json& by_strategy = json::object()) {
    const auto seed = of.seed;
    ++cases_;
    ++failures_;
    next_seed_ = std::max(next_seed_, seed + 1);
    auto keys = finding.also;
    keys.insert(keys.begin(), finding.key);
    auto plan = plan::generate(seed, job_.subject->can, options_.size);
    if (of.faults) plan.faults = *of.faults;
    journal_.append({{"entry", "failed"},
                     {"subject", job_.subject->name},
                     {"flavour", job_.flavour},
                     {"seed", seed},
                     {"exercised", to_json(exercised)},
                     {"keys", keys},
                     {"sentence", finding.sentence},
                     {"seconds", seconds()},
                     {"schedules", finding.schedule ? finding.schedule->number : 0},
                     {"strategy", finding.schedule ? finding.schedule->strategy : ""},
                     {"by_strategy", by_strategy},
                     {"plan", plan::to_json(plan)}});
    const auto key = reason(finding);
    const bool expected = is_mutant() && declared(key);
    const bool seen_before = !expected && !other_reasons_.insert(key).second;
    if (seen_before) {
      finished_ = !is_mutant() && ++repeats_ > most_repeats;
      return;
    }
    if (is_mutant() && !expected) {
      if (!unexpected_) unexpected_ = {finding, plan, seed};
      return;
    }
    unexpected_.reset();
    shrink(finding, key, plan, seed);
    finished_ = expected || (!is_mutant() && other_reasons_.size() >= options_.findings_per_subject);
  }

  bool declared(const std::string& key) const {
    const auto& keys = job_.subject->mutant->killed_by;
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }

  /// For which of its keys the case counts: a declared one, where there is one.
  std::string reason(const finding& finding) const {
    if (is_mutant())
      for (const auto& key : job_.subject->mutant->killed_by)
        if (finding.has(key)) return key;
    return finding.key;
  }

  void shrink(const finding& first, const std::string& key, const plan::plan& plan, std::uint64_t seed) {
    auto out = reduce(process_, *job_.subject, key, plan, seed,
                      {options_.shrink_budget, 10, options_.explore}, stop_);
    if (stop_.load() && !out.finding) return;
    finding told = out.finding.value_or(first);
    told.key = key;
    if (told.oracle == oracle::oom && out.failed == 0)
      told.sentence += fmt::format(
          "; {} more runs of it were not killed, so look at the machine before the subject", out.runs);
    if (!out.difference.empty())
      told.sentence += fmt::format("; its schedule did not come again the same, first at {}", out.difference);
    auto name = fmt::format("{}-{}-{}-{}.json", job_.subject->name, job_.flavour, key, seed);
    std::replace(name.begin(), name.end(), ':', '-');
    const auto file = options_.folder / "cases" / name;
    case_file smallest{job_.subject->name, job_.flavour, key, seed, out.smallest, std::nullopt};
    smallest.recorded = record_of(told);
    write_case(file, smallest);
    json entry{{"entry", "reduced"},
               {"subject", job_.subject->name},
               {"flavour", job_.flavour},
               {"seed", seed},
               {"case_file", "cases/" + name},
               {"finding", to_json(told)},
               {"original", plan::to_json(plan)},
               {"plan", plan::to_json(out.smallest)},
               {"candidates", out.candidates},
               {"failed", out.failed},
               {"runs", out.runs}};
    if (out.first_schedule) entry["first_schedule"] = to_json(*out.first_schedule);
    journal_.append(entry);
  }

  const campaign_options& options_;
  job job_;
  std::optional<clock::time_point> deadline_;
  journal& journal_;
  const std::atomic<bool>& stop_;
  runner_process::options process_;
  runner_process runner_;
  clock::time_point start_ = clock::now();
  std::uint64_t next_seed_, cases_ = 0, failures_ = 0;
  /// A mutant that fails for a reason that it does not declare: the time goes into finding the declared one,
  /// and this is shrunk at the end, where that was not found.
  struct unexpected {
    struct finding finding;
    struct plan::plan plan;
    std::uint64_t seed;
  };
  std::optional<unexpected> unexpected_;
  std::set<std::string> other_reasons_;  // for which it failed, beside a mutant's declared ones
  std::uint32_t repeats_ = 0, deaths_between_cases_ = 0;
  bool finished_ = false, rechecking_ = false;
};

}  // namespace

std::filesystem::path runner_of(const std::filesystem::path& folder, const std::string& flavour) {
  return folder / ("gauntlet-runner-" + flavour);
}

void run_campaign(const campaign_options& options, const std::vector<job>& jobs, journal& journal,
                  const std::atomic<bool>& stop) {
  std::filesystem::create_directories(options.folder / "cases");
  schedule_of_jobs schedule(options, jobs);
  const auto work = [&](std::uint32_t worker) {
    try {
      while (!stop.load()) {
        const auto slot = schedule.take();
        if (!slot) return;
        job_run run(options, *slot, worker, journal, stop);
        run();
        if (run.survived() && !slot->from_seed) schedule.give_another_turn(slot->job, run.next_seed());
      }
    } catch (...) {
      schedule.fail(std::current_exception());
    }
  };
  std::vector<std::jthread> workers;
  for (std::uint32_t w = 0; w < options.jobs; ++w) workers.emplace_back(work, w);
  workers.clear();
  schedule.rethrow();
}

}  // namespace gauntlet::campaign
