#include "harness/runner/subject_executor.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "harness/check/property.hpp"
#include "harness/plan/bad_input.hpp"
#include "harness/plan/prng.hpp"
#include "harness/protocol/exit_code.hpp"
#include "harness/run/execute.hpp"
#include "harness/run/warm_up_plan.hpp"
#include "harness/runner/answer_channel.hpp"
#include "harness/runner/case_executor.hpp"
#include "harness/runner/described_properties.hpp"
#include "harness/runner/sanitizer.hpp"
#include "harness/runner/server.hpp"
#include "harness/runner/strategy_selector.hpp"
#include "harness/schedule/forked_child.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/strategies/replayed.hpp"
#include "harness/schedule/threads.hpp"
#include "harness/schedule/watchdog.hpp"

namespace gauntlet::runner {
namespace {

using protocol::request;

/// Shares the record of schedules with the orchestrator, which reads it if this process crashes.
void share_record() {
  const char* file = std::getenv(protocol::record_variable);
  if (file == nullptr) return;
  schedule::share_flight_record(std::atoi(file));
  close(std::atoi(file));
  unsetenv(protocol::record_variable);
}

class subject_executor final : public case_executor {
 public:
  subject_executor()
      : watchdog_(
            {}, [this](schedule::watchdog::reason reason) { report_hang(reason); },
            schedule::schedule_progress) {
    watch_payloads_of(&execution_);
  }

  protocol::catalogue list() override;
  void check(const request& request, const run::subject_description& subject) const override;
  const run::subject_description& find(const std::string& subject) override;
  void warm_up(const run::subject_description& subject, std::uint64_t seed, const request& how) override;
  execution_result execute(const execution_request& request) override;
  /// Under ThreadSanitizer, the threads of a declared hang and of a schedule that was too long stay.
  [[nodiscard]] bool must_end() const override {
    return schedule::abandoned_threads() > schedule::max_abandoned_threads / 2;
  }
  bool leaks_found() override { return runner::leaks_found(); }

 private:
  /// The case that the watchdog observes. Written before `watchdog::begin`, read after a hang.
  struct watched_case {
    const run::subject_info* subject = nullptr;
    const plan::plan* plan = nullptr;
    std::uint64_t seed = 0;
    bool explored = false, announce_faults = false;
    const std::vector<std::string>* properties = nullptr;  // those of the request
  };

  void begin(const watched_case& watched, bool warm_up);
  execution_result stress(const execution_request& request);
  execution_result explore(const execution_request& request);
  bool judge_one_schedule(const execution_request& request, const schedule::schedule_limits& limits,
                          execution_result& out);
  void report_hang(schedule::watchdog::reason reason);
  [[noreturn]] void end_after_declared_hang(const check::property_set& deviated) const;

  static const run::subject_info& registered(const run::subject_description& subject) {
    return static_cast<const run::subject_info&>(subject);  // `find` returned it
  }

  run::execution execution_;
  strategy_selector selector_;
  watched_case watched_;
  const run::subject_description* warmed_up_ = nullptr;
  schedule::watchdog watchdog_;
};

protocol::catalogue subject_executor::list() {
  protocol::catalogue out{flavour_of_this_build(), __VERSION__, {}, described_properties()};
  for (const auto& subject : run::registry()) out.subjects.push_back(catalogued(subject));
  return out;
}

void subject_executor::check(const request& r, const run::subject_description& subject) const {
  if (r.explore && !subject.can.explorable)
    throw plan::bad_input(fmt::format(
        "explore: the threads of subject \"{}\" outlive a case; run it under stress", subject.name));
}

const run::subject_description& subject_executor::find(const std::string& name) {
  const auto* subject = run::subject_named(name);
  if (subject == nullptr) throw plan::bad_input(fmt::format("unknown subject \"{}\"", name));
  return *subject;
}

void subject_executor::begin(const watched_case& watched, bool warm_up) {
  watched_ = watched;
  protocol::case_begun begun{watched.seed, warm_up};
  if (watched.announce_faults) begun.faults = watched.plan->faults;
  send(begun);
  watchdog_.begin();
}

void subject_executor::warm_up(const run::subject_description& description, std::uint64_t seed,
                               const request& how) {
  watchdog_.set_patience(how.patience_ms.value_or(schedule::watchdog::limits{}.patience_ms));
  if (warmed_up_ == &description) return;
  const auto& subject = registered(description);
  const bool explored = how.explore.has_value();
  const auto plan = explored ? run::empty_plan(subject) : run::warm_up_plan(subject);
  begin({&subject, &plan, seed, explored, false, &how.properties}, true);
  if (explored) {
    schedule::guided without_switches(nullptr, 0, nullptr, 0);
    without_switches.begin({});
    schedule::last_flight_record().number = 0;
    (void)execution_.explore(plan, subject, without_switches, {}, {});
  } else {
    execution_.warm_up(plan, subject);
    (void)take_tsan_report();  // no report of this group belongs to the first case
  }
  watchdog_.end();
  (void)schedule::end_child_processes();  // none of them belongs to the first case
  warmed_up_ = &description;
}

execution_result subject_executor::execute(const execution_request& request) {
  auto out = request.how.explore ? explore(request) : stress(request);
  out.children = schedule::end_child_processes();
  return out;
}

execution_result subject_executor::stress(const execution_request& request) {
  const auto start = schedule::now();
  const auto& subject = registered(request.subject);
  begin({&subject, &request.plan, request.seed, false, request.announce_faults, &request.how.properties},
        false);
  auto recorded = execution_.execute(request.plan, subject);
  watchdog_.end();
  const auto on_lock_order = request.how.on_lock_order;
  auto judged = judge_run(
      {subject, request.plan, request.how.properties, on_lock_order == protocol::lock_orders::error},
      std::move(recorded));
  execution_result out;
  out.found = std::move(judged.found);
  out.recorded = std::move(judged.recorded);
  out.exercised = judged.exercised;
  out.deviated = judged.deviated;
  out.us = (schedule::now() - start) / 1000;
  if (on_lock_order == protocol::lock_orders::warn) out.lock_orders = judged.lock_orders;
  out.could_fail = execution_.could_fail();
  out.must_restart = judged.raced;
  return out;
}

execution_result subject_executor::explore(const execution_request& request) {
  const protocol::exploration& how = *request.how.explore;
  begin({&registered(request.subject), &request.plan, request.seed, true, request.announce_faults,
         &request.how.properties},
        false);
  const auto start = schedule::now();
  execution_result out;
  out.explored.emplace();
  selector_.begin(how);
  schedule::schedule_limits limits;
  while (out.explored->schedules < selector_.max_schedules()) {
    if (selector_.next(plan::mix(request.seed) + out.explored->schedules) == nullptr)
      break;  // every schedule has run
    limits.plain_accesses = selector_.makes_points_of_plain_accesses();
    schedule::last_flight_record().number = static_cast<std::uint32_t>(++out.explored->schedules);
    if (!judge_one_schedule(request, limits, out)) break;
  }
  watchdog_.end();
  if (!out.found && !out.diverged_at) schedule::last_flight_record().number = 0;
  const auto by_strategy = selector_.schedules_by_strategy();
  out.explored->by_strategy = {by_strategy.begin(), by_strategy.end()};
  out.us = (schedule::now() - start) / 1000;
  out.must_restart = out.found.has_value();
  return out;
}

/// Returns whether another schedule may follow.
bool subject_executor::judge_one_schedule(const execution_request& request,
                                          const schedule::schedule_limits& limits, execution_result& out) {
  const auto& subject = *watched_.subject;
  std::optional<schedule::outcome> first;
  run::execution::explored ran;
  const auto length = selector_.run_fairly(
      limits, [&](schedule::strategy& chooser, const schedule::schedule_limits& its_limits) {
        ran = execution_.explore(request.plan, subject, chooser, its_limits, request.how.explore->faults);
        if (!first) first = ran.how;
        return ran.how;
      });
  selector_.ended(*first);
  out.diverged_at = selector_.diverged(ran.how);
  if (out.diverged_at) return false;
  out.explored->steps += ran.how.steps;
  const bool unfinished = length == schedule::length::unfinished;
  if (length == schedule::length::too_long || unfinished) ++out.explored->too_long;
  if (unfinished) return true;  // no verdict
  out.could_fail = plan::most_of(out.could_fail, execution_.could_fail());
  auto judged = judge_schedule({subject, request.plan, request.how.properties}, std::move(ran));
  out.exercised.merge(judged.exercised);
  out.deviated.merge(judged.deviated);
  out.found = std::move(judged.found);
  if (!out.found && request.how.leak_check_each && leaks_found()) {
    out.found = leak_found();
    out.exercised = {};
  }
  if (!out.found && request.how.with_history) out.recorded = std::move(judged.recorded);
  return !out.found;
}

/// Runs on the thread of the watchdog. The driver is stuck, so no thread changes the watched case.
void subject_executor::report_hang(schedule::watchdog::reason reason) {
  // Before the snapshot: the driver still writes what the snapshot reads, which is a race of the harness.
  const auto races = take_tsan_report();
  auto recorded = execution_.snapshot();
  protocol::case_failed failed;
  failed.seed = watched_.seed;
  if (watched_.announce_faults) failed.faults = watched_.plan->faults;
  if (watched_.explored) {
    failed.finding = escaped_control(std::move(recorded));
  } else {
    auto judged =
        judge_endless_run({*watched_.subject, *watched_.plan, *watched_.properties}, std::move(recorded),
                          reason == schedule::watchdog::reason::deadlock, races);
    if (!judged.found) end_after_declared_hang(judged.deviated);
    failed.finding = *std::move(judged.found);
  }
  send(failed);
  leave(protocol::exit_after_finding);
}

/// The case passes, but its threads never end, so the process must.
void subject_executor::end_after_declared_hang(const check::property_set& deviated) const {
  protocol::case_passed passed;
  passed.seed = watched_.seed;
  passed.exercised = passed.deviated = deviated;
  send(passed);
  send(protocol::request_done{1, {}, true});
  leave(0);
}

/// Sorts the subjects by kind, references first, and mutants by name.
void sort_registry() {
  auto& subjects = run::registry();
  const auto order = [](const run::subject_info& s) {
    return std::pair(s.kind, s.kind == run::subject_kind::mutant ? s.name : "");
  };
  std::stable_sort(subjects.begin(), subjects.end(),
                   [&](const auto& a, const auto& b) { return order(a) < order(b); });
}

}  // namespace

int serve_subjects() {
  sort_registry();
  share_record();
  schedule::end_process_if_the_machine_refuses_a_thread();
  subject_executor executor;
  return serve_requests(executor);
}

}  // namespace gauntlet::runner
