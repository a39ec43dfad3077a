#include "harness/runner/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "harness/runner/deviations.hpp"
#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {
namespace {

using protocol::oracle;
using protocol::reason;

protocol::finding from_violations(const std::vector<check::violation>& violations,
                                  history::history recorded) {
  const auto reason_of = [](const check::violation& v) {
    return reason{oracle::property, v.property, v.sentence, v.evidence};
  };
  protocol::finding f{reason_of(violations.front()), {}, {}, std::move(recorded), {}};
  for (const auto& violation : violations) f.add_reason(reason_of(violation));
  return f;
}

std::string sentence_of(const tsan_report& report, std::string_view what = "") {
  return fmt::format("ThreadSanitizer reported a {} while this case ran.{}{}", report.kind,
                     what.empty() ? "" : " ", what);
}

/// Adds the properties that a race on a payload may violate. The payload is memory that a task wrote before
/// it ended. Either the join (P50) or a cancellation that another task observed (P17) does not synchronise.
/// The readers of payloads in this case decide which of the two is possible.
void add_payload_race(protocol::finding& f, const tsan_report& report, std::size_t tasks) {
  for (const auto& log : f.history->logs)
    for (const auto& event : log) {
      if (event.kind != history::event_kind::payload_read) continue;
      const bool by_task = event.actor != history::driver && event.actor <= tasks;
      f.add_reason(
          {oracle::tsan,
           by_task ? "P17" : "P50",
           sentence_of(
               report,
               by_task
                   ? "A task that had observed the cancellation read memory that another task wrote before "
                     "it ended. There is no happens-before edge between them, so the cancellation does not "
                     "synchronise."
                   : "After a wait returned, memory was read that a task wrote before it ended. There is no "
                     "happens-before edge between them, so the join does not synchronise."),
           {}});
    }
}

/// Adds what ThreadSanitizer reported. It is the first reason of a finding that has no other.
void add_tsan(protocol::finding& f, const tsan_report& report, std::size_t tasks) {
  const auto* what =
      report.in_payload
          ? "Memory that a task wrote before it ended was read without a happens-before edge, so the join or "
            "the cancellation does not synchronise."
      : report.in_parcel
          ? "A task read memory that was written before its submit without a happens-before edge, so the "
            "submit does not synchronise."
          : "";
  reason race{oracle::tsan, "tsan:" + report.kind, sentence_of(report, what), {}};
  if (f.key.empty())
    static_cast<reason&>(f) = std::move(race);
  else
    f.add_reason(std::move(race));
  if (report.in_payload) add_payload_race(f, report, tasks);
  if (report.in_parcel)
    f.add_reason(
        {oracle::tsan,
         "P05",
         sentence_of(
             report,
             "A task read memory that was written before its submit. There is no happens-before edge between "
             "them, so the submit does not synchronise."),
         {}});
}

}  // namespace

tsan_report with_lock_orders_as_errors(tsan_report report) {
  if (report.count == 0 && report.lock_orders > 0) report.kind = "lock-order-inversion";
  report.count += std::exchange(report.lock_orders, 0);
  return report;
}

judgement_of_run judge_run(const judged_case& of, history::history recorded) {
  const auto reported = take_tsan_report();
  return judge_run(of, std::move(recorded),
                   of.fails_on_lock_orders ? with_lock_orders_as_errors(reported) : reported);
}

judgement_of_run judge_run(const judged_case& of, history::history recorded, const tsan_report& races) {
  if (recorded.overflowed > 0)
    throw std::runtime_error(fmt::format("the recorder had no room for {} events", recorded.overflowed));
  if (races.count + races.lock_orders > 0)
    recorded.left.files = 0;  // the sanitizer opens files when it reports
  const check::view view(of.plan, of.subject.can, recorded);
  auto verdict = check::judge(view);
  if (!of.properties.empty())
    std::erase_if(verdict.violations,
                  [&](const check::violation& v) { return !requested_by_name(of, v.property); });
  judgement_of_run out;
  out.exercised = std::move(verdict.exercised);
  out.deviated = separate_deviations(of, view, verdict.violations);
  out.raced = races.count > 0;
  out.lock_orders = races.lock_orders;
  const bool violated = !verdict.violations.empty();
  if (!violated && !out.raced) {
    out.recorded = std::move(recorded);
    return out;
  }
  if (violated)
    out.found = from_violations(verdict.violations, std::move(recorded));
  else
    out.found.emplace().history = std::move(recorded);
  if (out.raced) add_tsan(*out.found, races, of.plan.tasks.size());
  return out;
}

judgement_of_run judge_schedule(const judged_case& of, run::execution::explored ran) {
  if (ran.how.how == schedule::ending::done) return judge_run(of, std::move(ran.history));
  return judge_endless_run(of, std::move(ran.history), ran.how.how == schedule::ending::deadlock,
                           take_tsan_report());
}

judgement_of_run judge_endless_run(const judged_case& of, history::history recorded, bool deadlock,
                                   const tsan_report& races) {
  judgement_of_run out;
  out.found = judge_hang(of, std::move(recorded), deadlock);
  out.raced = races.count > 0;
  if (out.raced) add_tsan(*out.found, races, of.plan.tasks.size());
  if (!out.raced && is_deviation(of, out.found->key)) {
    out.deviated.insert(check::index_of(out.found->key));
    out.recorded = std::move(*out.found->history);
    out.found.reset();
  }
  return out;
}

protocol::finding judge_hang(const judged_case& of, history::history recorded, bool deadlock) {
  const check::view view(of.plan, of.subject.can, recorded);
  const auto violation = check::diagnose_hang(view);
  reason blocked{oracle::hang, violation.property, violation.sentence, violation.evidence};
  protocol::finding f{blocked, {}, {}, {}, {}};
  if (f.key != "P48" && hang_follows_from_exits(of, view)) {
    f.key = "P48";
    f.add_sentence("The only tasks that failed are those whose thread was made to exit.");
    f.add_reason(blocked);
  }
  f.add_reason({oracle::hang, deadlock ? "hang:deadlock" : "hang:livelock",
                deadlock ? "No thread of this case can continue: each of them waits for another one."
                         : "This case makes no progress, although its threads run.",
                violation.evidence});
  f.history = std::move(recorded);
  return f;
}

protocol::finding escaped_control(history::history recorded) {
  protocol::finding f;
  f.oracle = protocol::oracle::hang;
  f.key = "escaped-control";
  f.sentence =
      "The subject blocks or spins where the harness cannot observe it, for example in code that is not "
      "instrumented. It escaped control and cannot be explored; run it under stress.";
  f.history = std::move(recorded);
  return f;
}

protocol::finding leak_found() {
  protocol::finding f;
  f.oracle = protocol::oracle::lsan;
  f.key = "lsan:leak";
  f.sentence = "LeakSanitizer found leaked memory after this case: no pointer refers to it any more.";
  return f;
}

}  // namespace gauntlet::runner
