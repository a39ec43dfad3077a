#include "harness/campaign/worker.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "harness/campaign/answers.hpp"
#include "harness/campaign/choosers.hpp"
#include "harness/campaign/finding.hpp"
#include "harness/campaign/judge.hpp"
#include "harness/campaign/protocol.hpp"
#include "harness/campaign/sanitizer.hpp"
#include "harness/campaign/subject_json.hpp"
#include "harness/campaign/watchdog.hpp"
#include "harness/check/property_set_json.hpp"
#include "harness/history/history_json.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/plan/plan_json.hpp"
#include "harness/plan/prng.hpp"
#include "harness/run/execute.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::campaign {
namespace {

using nlohmann::json;

/// What the orchestrator reads of our schedules, should we die in one.
void share_record() {
  const char* file = std::getenv(record_variable);
  if (file == nullptr) return;
  schedule::share_flight_record(std::atoi(file));
  close(std::atoi(file));
  unsetenv(record_variable);
}

json describe_runner() {
  json subjects = json::array();
  for (const auto& subject : run::registry()) subjects.push_back(to_json(subject));
  return {{"flavour", flavour_of_this_build()},
          {"compiler", __VERSION__},
          {"subjects", subjects},
          {"properties", described_properties()}};
}

class server {
 public:
  server() : watchdog_({}, [this](watchdog::reason reason) { hang(reason); }) {
    watch_payloads_of(&execution_);
  }

  void handle(const request& r) {
    switch (r.what) {
      case request::kind::list:
        return say(describe_runner());
      case request::kind::cases:
      case request::kind::plan:
        return run_cases(r);
    }
  }

 private:
  const run::subject_info& find(const std::string& name) {
    const auto* subject = run::subject_named(name);
    if (subject == nullptr) throw plan::bad_input(fmt::format("unknown subject \"{}\"", name));
    return *subject;
  }

  /// What a subject keeps for the life of the process (a pool's threads) is made by a case that counts for
  /// nothing, unless it hangs: a wait on an empty group.
  void warm_up(const run::subject_info& subject, std::uint64_t seed) {
    if (warmed_up_ == &subject) return;
    plan::plan empty;
    empty.policy = subject.can.policy;
    empty.driver = {{plan::driver_kind::wait, 1}};
    watch(subject, empty, seed, true);
    execution_.warm_up(empty, subject);
    watchdog_.end();
    warmed_up_ = &subject;
  }

  void watch(const run::subject_info& subject, const plan::plan& plan, std::uint64_t seed, bool warm_up) {
    seed_ = seed;
    plan_ = &plan;
    subject_ = &subject;
    say(fmt::format("{{\"begin\":{}{}{}}}\n", seed, warm_up ? ",\"warm_up\":true" : "",
                    faults_told_ ? ",\"faults\":" + plan::to_json(plan.faults).dump() : ""));
    watchdog_.begin();
  }

  void run_cases(const request& r) {
    const auto& subject = find(r.subject);
    for_each_case(r, subject,
                  [&](const plan::plan& plan, std::uint64_t seed) { run_case(r, subject, plan, seed); });
    if (r.what == request::kind::cases && !r.leak_check_each && leaks_found())
      say(json{{"leaks_in_batch", r.count}}), leave(exit_after_finding);
    say_done(r, last_);
  }

  /// What is said of a case that passed.
  struct passed {
    check::property_set exercised;
    std::uint64_t us = 0, schedules = 0, steps = 0;
    std::map<std::string, std::uint64_t> by_strategy;
    check::property_set deviated;

    void add(const passed& more) {
      exercised.merge(more.exercised);
      deviated.merge(more.deviated);
      us += more.us;
      schedules += more.schedules;
      steps += more.steps;
      for (const auto& [name, count] : more.by_strategy) by_strategy[name] += count;
    }
  };

  void run_case(const request& r, const run::subject_info& subject, plan::plan plan, std::uint64_t seed) {
    if (r.every_fault) return run_with_every_fault(r, subject, std::move(plan), seed);
    if (const auto ended = run_once(r, subject, plan, seed)) say(end_of(*ended));
  }

  /// First without faults, which tells how many there can be; then with each of them.
  void run_with_every_fault(const request& r, const run::subject_info& subject, plan::plan plan,
                            std::uint64_t seed) {
    plan.faults = {};
    faults_told_ = true;
    std::uint32_t tried = 0;
    auto all = run_once(r, subject, plan, seed);
    const auto singles = plan::every_fault(plan, could_fail_, subject.can);
    for (const auto& faults : singles.possible) {
      if (!all) break;
      plan.faults = faults;
      const auto ended = run_once(r, subject, plan, seed);
      if (ended)
        all->add(*ended), ++tried;
      else
        all.reset();
    }
    faults_told_ = false;
    if (!all) return;
    auto end = end_of(*all);
    end["faults"] = {{"tried", tried}, {"impossible", singles.impossible}};
    say(end);
  }

  /// Nothing where it did not pass.
  std::optional<passed> run_once(const request& r, const run::subject_info& subject, const plan::plan& plan,
                                 std::uint64_t seed) {
    exploring_ = r.explore.has_value();
    could_fail_ = {};
    const auto ended =
        exploring_ ? explore_case(r, subject, plan, seed) : stress_case(r, subject, plan, seed);
    if (ended && r.leak_check_each && leaks_found()) report_leak(seed);
    return ended;
  }

  json end_of(const passed& p) const {
    json end{{"end", seed_}, {"exercised", to_json(p.exercised)}, {"us", p.us}};
    if (!p.deviated.empty()) end["deviated"] = to_json(p.deviated);
    if (exploring_)
      end.update({{"schedules", p.schedules}, {"by_strategy", p.by_strategy}, {"steps", p.steps}});
    return end;
  }

  std::optional<passed> stress_case(const request& r, const run::subject_info& subject,
                                    const plan::plan& plan, std::uint64_t seed) {
    warm_up(subject, seed);
    const auto start = schedule::now();
    watch(subject, plan, seed, false);
    auto taken = execution_.execute(plan, subject);
    watchdog_.end();
    could_fail_ = execution_.could_fail();
    return judge(r, subject, plan, std::move(taken), (schedule::now() - start) / 1000);
  }

  std::optional<passed> judge(const request& r, const run::subject_info& subject, const plan::plan& plan,
                              history::history taken, std::uint64_t us) {
    auto judged = judge_run({subject, plan, r.properties}, std::move(taken));
    if (!judged.found) {
      if (r.with_history) last_ = std::move(judged.taken);
      return passed{judged.exercised, us, 0, 0, {}, judged.deviated};
    }
    report(*judged.found, judged.exercised);
    if (!r.keep_going || judged.raced) leave(exit_after_finding);
    return std::nullopt;
  }

  // ---- under control

  std::optional<passed> explore_case(const request& r, const run::subject_info& subject,
                                     const plan::plan& plan, std::uint64_t seed) {
    if (!subject.can.explorable)
      throw plan::bad_input(
          fmt::format("subject \"{}\" has threads that outlive a case: it can't be explored", subject.name));
    const exploration& how = *r.explore;
    warm_up_explored(subject, seed);
    watch(subject, plan, seed, false);
    const auto start = schedule::now();
    check::property_set exercised, deviated;
    std::uint64_t steps = 0;
    std::uint32_t number = 0;
    choosers_.begin(how);
    schedule::schedule_limits limits;
    limits.plain_accesses = how.plain_accesses;
    while (number < choosers_.most()) {
      schedule::strategy* chooser = choosers_.next(plan::mix(seed) + number);
      if (chooser == nullptr) break;  // every schedule there is has run
      schedule::flight_of_last().number = ++number;
      auto ran = execution_.explore(plan, subject, *chooser, limits, how.faults);
      const schedule::outcome outcome = ran.how;
      choosers_.ended(outcome);
      if (const auto step = choosers_.diverged(outcome)) {
        watchdog_.end();
        say(json{{"diverged", *step}, {"seed", seed_}});
        return std::nullopt;
      }
      steps += outcome.steps;
      could_fail_ = plan::most_of(could_fail_, execution_.could_fail());
      auto judged = judge_schedule({subject, plan, r.properties}, std::move(ran));
      exercised.merge(judged.exercised);
      deviated.merge(judged.deviated);
      if (r.leak_check_each && !judged.found && leaks_found()) report_leak(seed);
      if (!judged.found) {
        if (r.with_history) last_ = std::move(judged.taken);
        continue;
      }
      watchdog_.end();
      report(*judged.found, exercised, choosers_.schedules_by_strategy());
      leave(exit_after_finding);
    }
    watchdog_.end();
    schedule::flight_of_last().number = 0;
    const auto by_strategy = choosers_.schedules_by_strategy();
    return passed{exercised, (schedule::now() - start) / 1000,         number,
                  steps,     {by_strategy.begin(), by_strategy.end()}, deviated};
  }

  /// What is made once in a process (statics) is made by a schedule that counts for nothing.
  void warm_up_explored(const run::subject_info& subject, std::uint64_t seed) {
    if (warmed_up_ == &subject) return;
    plan::plan empty;
    empty.policy = subject.can.policy;
    empty.driver = {{plan::driver_kind::wait, 1}};
    watch(subject, empty, seed, true);
    schedule::guided straight(nullptr, 0, nullptr, 0);
    straight.begin({});
    schedule::flight_of_last().number = 0;
    (void)execution_.explore(empty, subject, straight, {}, {});
    watchdog_.end();
    warmed_up_ = &subject;
  }

  void report(const finding& f, const check::property_set& exercised,
              const json& by_strategy = json::object()) {
    json answer{{"finding", to_json(f)}, {"seed", seed_}, {"exercised", to_json(exercised)}};
    if (faults_told_) answer["faults"] = plan::to_json(plan_->faults);
    if (!by_strategy.empty()) answer["by_strategy"] = by_strategy;
    say(answer);
  }

  void report_leak(std::uint64_t seed) {
    seed_ = seed;
    report(leak_found(), {});
    leave(exit_after_finding);
  }

  // On the watchdog's thread, while the driver is stuck for ever: the case's plan is not changed any more.
  void hang(watchdog::reason reason) {
    auto taken = execution_.snapshot();
    report(exploring_
               ? escaped_control(std::move(taken))
               : judge_hang({*subject_, *plan_, {}}, std::move(taken), reason == watchdog::reason::deadlock),
           {});
    leave(exit_after_finding);
  }

  run::execution execution_;
  history::history last_;
  bool faults_told_ = false;              // in answers: they are not those of the seed's plan
  plan::fault_opportunities could_fail_;  // in the last case, at most in one schedule
  std::uint64_t seed_ = 0;
  const plan::plan* plan_ = nullptr;
  const run::subject_info* subject_ = nullptr;
  const run::subject_info* warmed_up_ = nullptr;
  bool exploring_ = false;
  choosers choosers_;
  watchdog watchdog_;
};

}  // namespace

int serve() {
  share_record();
  server server;
  return serve_requests([&](const request& r) { server.handle(r); });
}

}  // namespace gauntlet::campaign
