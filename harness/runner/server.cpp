#include "harness/runner/server.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>

#include <utility>

#include "harness/plan/bad_input.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/plan/generate.hpp"
#include "harness/protocol/exit_code.hpp"
#include "harness/runner/answer_channel.hpp"
#include "harness/schedule/forked_child.hpp"

namespace gauntlet::runner {
namespace {

using protocol::case_passed;
using protocol::request;

case_passed passed(const execution_result& result, std::uint64_t seed) {
  return {seed,         result.exercised,   result.deviated, result.us, result.explored,
          std::nullopt, result.lock_orders, result.children};
}

void add(case_passed& all, const case_passed& more) {
  all.exercised.merge(more.exercised);
  all.deviated.merge(more.deviated);
  all.us += more.us;
  all.lock_orders += more.lock_orders;
  all.children += more.children;
  if (!all.explored || !more.explored) return;
  all.explored->schedules += more.explored->schedules;
  all.explored->steps += more.explored->steps;
  all.explored->too_long += more.explored->too_long;
  for (const auto& [name, count] : more.explored->by_strategy) all.explored->by_strategy[name] += count;
}

}  // namespace

void server::serve(const request& r) {
  if (r.what == request::kind::list) return send(executor_.list());
  run_cases(r);
}

void server::run_cases(const request& r) {
  const auto& subject = executor_.find(r.subject);
  executor_.check(r, subject);
  if (r.plan)
    if (const auto why = plan::why_impossible(*r.plan, subject.can))
      throw plan::bad_input(fmt::format("plan: {}", *why));
  for (std::uint32_t i = 0; i < r.count; ++i) {
    const auto seed = r.plan ? r.first_seed : r.first_seed + i;
    run_case(r, subject, r.plan ? *r.plan : plan::generate(seed, subject.can, r.size), seed);
  }
  if (r.what == request::kind::cases && !r.leak_check_each && executor_.leaks_found()) {
    send(protocol::leaks_in_batch{r.count});
    leave(protocol::exit_after_finding);
  }
  ended_ = executor_.must_end();
  send(protocol::request_done{r.count, r.plan && r.with_history ? std::optional(last_) : std::nullopt,
                              ended_});
}

void server::run_case(const request& r, const run::subject_description& subject, plan::plan plan,
                      std::uint64_t seed) {
  executor_.warm_up(subject, seed, r);
  const auto ended = r.every_fault ? run_with_every_fault(r, subject, std::move(plan), seed)
                                   : run_once({subject, plan, seed, r});
  if (ended) send(*ended);
}

/// Runs the plan without faults, which shows how many faults it can have, and then once with each single
/// fault.
std::optional<case_passed> server::run_with_every_fault(const request& r,
                                                        const run::subject_description& subject,
                                                        plan::plan plan, std::uint64_t seed) {
  plan.faults = {};
  auto all = run_once({subject, plan, seed, r, true});
  const auto singles = plan::every_fault(plan, could_fail_, subject.can);
  std::uint64_t tried = 0;
  for (const auto& faults : singles.possible) {
    if (!all) return std::nullopt;
    plan.faults = faults;
    const auto ended = run_once({subject, plan, seed, r, true});
    if (!ended) return std::nullopt;
    add(*all, *ended);
    ++tried;
  }
  if (all) all->faults = {tried, singles.impossible};
  return all;
}

/// Returns nullopt if the case did not pass.
std::optional<case_passed> server::run_once(const execution_request& once) {
  auto result = executor_.execute(once);
  could_fail_ = result.could_fail;
  if (result.diverged_at) {
    send(protocol::schedule_diverged{*result.diverged_at, once.seed});
    return std::nullopt;
  }
  const bool check_leaks = once.how.leak_check_each && !once.how.explore;  // explored: after each schedule
  if (!result.found && check_leaks && executor_.leaks_found()) {
    result.found = leak_found();
    result.exercised = {};
    result.must_restart = true;
  }
  if (result.found) {
    report(result, once);
    return std::nullopt;
  }
  if (once.how.with_history) last_ = std::move(result.recorded);
  return passed(result, once.seed);
}

void server::report(const execution_result& result, const execution_request& once) {
  protocol::case_failed failed{*result.found, once.seed, result.exercised, {}, {}};
  if (once.announce_faults) failed.faults = once.plan.faults;
  if (result.explored) failed.by_strategy = result.explored->by_strategy;
  send(failed);
  if (!once.how.keep_going || result.must_restart) leave(protocol::exit_after_finding);
}

int serve_requests(case_executor& executor) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // a runner that hangs must not outlive the orchestrator
  signal(SIGPIPE, SIG_IGN);
  schedule::watch_forks();
  schedule::adopt_orphans();
  open_channels();
  server server(executor);
  while (!server.ended()) {
    const auto line = next_request();
    if (!line) break;
    try {
      server.serve(protocol::read_request(*line));
    } catch (const std::exception& problem) {
      send(protocol::request_refused{problem.what()});
    }
  }
  return 0;
}

}  // namespace gauntlet::runner
