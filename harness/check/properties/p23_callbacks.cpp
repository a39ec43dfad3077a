#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

class callback_check {
 public:
  callback_check(const view& v, const callback_view& callback, judgement& out)
      : v_(v), callback_(callback), out_(out) {}

  void operator()() {
    if (!callback_.add.ended()) return;
    out_.exercised = out_.exercised || !callback_.runs.empty();
    if (callback_.runs.size() > 1)
      return reject("ran more than once. It must run exactly once.",
                    {callback_.runs[0].begin, callback_.runs[1].begin});
    if (callback_.runs.empty()) return judge_missing_run();
    judge_run(callback_.runs.front());
  }

 private:
  std::string registrar() const {
    return callback_.task ? name_of(v_.tasks[*callback_.task]) : std::string("the driver");
  }
  void reject(const char* what, std::vector<event_ref> evidence) {
    out_.violations.push_back(
        {"", fmt::format("The callback that {} registered {}", registrar(), what), std::move(evidence)});
  }

  /// Returns the observation that the thread that registered the callback would have made at that time.
  observation observation_at(const interval& when) const {
    observation observed;
    observed.when = when;
    observed.group = callback_.group;
    observed.task = callback_.task;
    return observed;
  }

  /// A run is too early if no possible reason for the cancellation had begun. It is too late if the removal
  /// had certainly returned before the run began or ended. On the thread that registered the callback this
  /// proves nothing, because a callback may remove itself.
  void judge_run(const callback_view::run& run) {
    const interval at{v_.at(run.begin).time, v_.at(run.begin).time, run.begin, run.begin};
    if (!own_cancellation_possible_before(v_, observation_at(at)) &&
        !v_.parent_may_be_cancelled_before(run.begin))
      reject(
          "ran before anything can have cancelled the context: no task had failed, no wait() had joined its "
          "tasks, the destructor had not begun, and the parent had not been cancelled.",
          {run.begin});
    if (!callback_.drop.ended() || run.thread == callback_.thread) return;
    if (v_.before(callback_.drop.end_ref, run.begin))
      return reject("ran after it had been removed. After its removal has returned, a callback must not run.",
                    {callback_.drop.end_ref, run.begin});
    if (run.end && v_.before(callback_.drop.end_ref, *run.end))
      reject(
          "still ran on another thread when its removal returned. The removal must block until the callback "
          "has returned.",
          {run.begin, callback_.drop.end_ref, *run.end});
  }

  /// A callback that did not run is a violation only if it was removed after a complete cancellation.
  void judge_missing_run() {
    if (!callback_.drop.begun()) return;
    const auto cause = certainly_cancelled_before(callback_.drop.begin_ref);
    if (!cause) return;
    out_.exercised = true;
    reject("never ran, although the context had been cancelled before the callback was removed.",
           {*cause, callback_.drop.begin_ref});
  }

  /// Returns an event before `ref` by which the cancellation had certainly run all callbacks. If two
  /// cancellations run concurrently, one may return while the other still runs callbacks. Therefore the event
  /// must be the end of the only wait() at that time, or of the only cancellation of the parent.
  std::optional<event_ref> certainly_cancelled_before(event_ref ref) const {
    if (v_.plan.deadline_us) return std::nullopt;
    for (const wait_view& wait : v_.groups[callback_.group].waits)
      if (wait.when.ended() && v_.before(wait.when.end_ref, ref) && alone(wait)) return wait.when.end_ref;
    const interval at{v_.at(ref).time, v_.at(ref).time, ref, ref};
    const bool sole =
        v_.parent_cancels.size() == 1 && !own_cancellation_possible_before(v_, observation_at(at));
    if (sole && v_.parent_cancels[0].ended() && v_.before(v_.parent_cancels[0].end_ref, ref))
      return v_.parent_cancels[0].end_ref;
    return std::nullopt;
  }

  bool alone(const wait_view& wait) const {
    const auto& waits = v_.groups[callback_.group].waits;
    const bool waits_alone = std::all_of(waits.begin(), waits.end(), [&](const wait_view& other) {
      return &other == &wait || (other.when.ended() && v_.before(other.when.end_ref, wait.when.begin_ref)) ||
             v_.before(wait.when.end_ref, other.when.begin_ref);
    });
    return waits_alone &&
           std::all_of(v_.parent_cancels.begin(), v_.parent_cancels.end(), [&](const interval& cancel) {
             return cancel.ended() && v_.before(cancel.end_ref, wait.when.begin_ref);
           });
  }

  const view& v_;
  const callback_view& callback_;
  judgement& out_;
};

judgement check(const view& v) {
  judgement out;
  for (const callback_view& callback : v.callbacks) callback_check(v, callback, out)();
  return out;
}

}  // namespace

extern const property p23_callbacks{
    "P23", "callbacks",
    "A callback runs once when its context is cancelled, never before, and never after its removal.",
    needs_callbacks, check};

}  // namespace gauntlet::check
