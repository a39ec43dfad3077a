#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

/// A timed wait that has ended, by its return or by its timeout.
struct timed_wait {
  const group_view& group;
  const interval& when;
  std::uint32_t after_us;
  bool timed_out;
};

// The thread that waits measures both times itself, so no clock error between threads matters.
void judge_early(const timeout_view& timeout, judgement& out) {
  out.exercised = out.exercised || timeout.after_us > 0;
  if (timeout.waited_us >= timeout.after_us) return;
  out.violations.push_back({"",
                            fmt::format("A timed wait() timed out after {} us, although its timeout was {} "
                                        "us. It must not time out early.",
                                        timeout.waited_us, timeout.after_us),
                            {timeout.when.begin_ref, timeout.when.end_ref}});
}

// Certain: while the wait was blocked, more time than its timeout passed in which no thread could run. If the
// waiting thread had been woken at its timeout, it could have run. One microsecond may be lost by rounding.
void judge_late(const view& v, const timed_wait& wait, judgement& out) {
  out.exercised = true;
  const auto waited = v.at(wait.when.end_ref).idle_us - v.at(wait.when.begin_ref).idle_us;
  if (waited <= wait.after_us + std::uint64_t{1}) return;
  out.violations.push_back(
      {"",
       fmt::format(
           "A timed wait() returned only after {} us, although its timeout was {} us. It must return as "
           "soon as its timeout has passed.",
           waited, wait.after_us),
       {wait.when.begin_ref, wait.when.end_ref}});
}

/// Returns the last event of a task of the group that the wait may join: the end of its submit, or the
/// destruction of its callable. Returns nullopt if there is no task, or if such a task did not end.
std::optional<event_ref> last_end(const view& v, const timed_wait& wait) {
  std::optional<event_ref> last;
  const auto add = [&](event_ref ref) {
    if (!last || v.at(*last).time < v.at(ref).time) last = ref;
  };
  for (const auto index : wait.group.tasks) {
    const task_view& task = v.tasks[index];
    if (!task.submit.begun() || v.before(wait.when.end_ref, task.submit.begin_ref)) continue;
    if (!task.submit.ended() || task.disposals.size() != 1) return std::nullopt;
    if (task.accepted && !task.dropped && !task.body.ended()) return std::nullopt;
    add(task.submit.end_ref);
    add(task.disposals.front());
    if (task.body.ended()) add(task.body.end_ref);
  }
  return last;
}

// Certain: no task was active any more, and then time passed in which no thread could run. The wait should
// have returned before.
void judge_whole_time(const view& v, const timed_wait& wait, judgement& out) {
  const auto last = last_end(v, wait);
  if (!last) return;
  const auto from = std::max(v.at(*last).idle_us, v.at(wait.when.begin_ref).idle_us);
  const auto idle = v.at(wait.when.end_ref).idle_us;
  if (idle <= from + std::uint64_t{1} || idle - v.at(wait.when.begin_ref).idle_us < wait.after_us) return;
  out.exercised = true;
  out.violations.push_back(
      {"",
       fmt::format(
           "A timed wait() {} after {} us, although every task had ended before. It must return the result "
           "as soon as the last task has ended.",
           wait.timed_out ? "timed out" : "returned", idle - v.at(wait.when.begin_ref).idle_us),
       {*last, wait.when.end_ref}});
}

/// Returns an event before the begin of the wait by which the task had certainly been counted down: the
/// return of a wait that joined it, or a quiescent group. Returns nullopt if none proves it.
std::optional<event_ref> counted_down_before(const view& v, const timed_wait& timed, const task_view& task) {
  for (const wait_view& wait : timed.group.waits)
    if (wait.when.ended() && v.before(wait.when.end_ref, timed.when.begin_ref) &&
        certainly_joins(v, wait, task))
      return wait.when.end_ref;
  return settled_before(v, task, timed.when.begin_ref);
}

// Certain: every task whose submit may have begun before the timeout had been counted down before the wait
// began.
void judge_without_reason(const view& v, const timed_wait& wait, judgement& out) {
  if (!wait.timed_out || !v.capabilities.joins) return;
  std::vector<event_ref> evidence{wait.when.begin_ref, wait.when.end_ref};
  for (const auto index : wait.group.tasks) {
    const task_view& task = v.tasks[index];
    if (!task.submit.begun() || v.before(wait.when.end_ref, task.submit.begin_ref)) continue;
    if (!task.submit.ended()) return;
    if (!task.accepted && v.before(task.submit.end_ref, wait.when.begin_ref)) continue;
    const auto down = counted_down_before(v, wait, task);
    if (!task.accepted || !down) return;
    evidence.push_back(*down);
  }
  out.exercised = true;
  out.violations.push_back(
      {"",
       fmt::format("A timed wait() timed out after {} us, although no task was active since it "
                   "began. It must return the result.",
                   wait.after_us),
       std::move(evidence)});
}

// A callback that the wait calls may take time.
void judge(const view& v, const timed_wait& wait, judgement& out) {
  if (v.history.explored && !callback_runs_during(v, wait.when)) {
    judge_late(v, wait, out);
    judge_whole_time(v, wait, out);
  }
  judge_without_reason(v, wait, out);
}

// Certain for the same reasons as P09.
void judge_later(const view& v, const group_view& group, const wait_view& wait, judgement& out) {
  for (const timeout_view& timeout : group.timeouts)
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (!v.before(timeout.when.end_ref, wait.when.begin_ref) ||
          !possibly_before(v, failed->body.end_ref, wait.when.end_ref))
        continue;
      out.exercised = true;
      if (wait.leaf_count > 0) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned no error, although {} failed. An earlier wait() had timed out; it must "
                       "not discard errors that a later wait() must return.",
                       name_of(wait), name_of(*failed)),
           {timeout.when.end_ref, failed->body.end_ref, wait.when.end_ref}});
      return;
    }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    for (const timeout_view& timeout : group.timeouts) {
      judge_early(timeout, out);
      judge(v, {group, timeout.when, timeout.after_us, true}, out);
    }
    for (const wait_view& wait : group.waits) {
      if (!wait.when.ended()) continue;
      judge_later(v, group, wait, out);
      if (wait.timed) judge(v, {group, wait.when, v.at(wait.when.begin_ref).extra, false}, out);
    }
  }
  out.exercised = out.exercised || promises_a_wait(v, "P60");
  return out;
}

}  // namespace

extern const property p60_timed_wait{
    "P60", "timed-wait",
    "A timed wait() times out at its time and only if a task is active, and a later "
    "wait() still joins the tasks and returns their errors.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.timed_wait ? "" : "it has no timed wait()";
    },
    check};

}  // namespace gauntlet::check
