#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "harness/check/facts.hpp"

// A case hangs if no thread can make progress. It then violates each property that promises the return of one
// of the blocked calls. The last event of each actor tells in which call the actor is blocked. The rules are
// ordered from the most specific promise to the most general one, and the first rule that matches names the
// hang.
namespace gauntlet::check {
namespace {

using history::event_kind;
using maybe_violation = std::optional<violation>;

class diagnosis {
 public:
  explicit diagnosis(const view& v) : v_(v) { find_actors(); }

  violation operator()() const {
    for (const auto rule :
         {&diagnosis::unfinished_callback, &diagnosis::missed_cancellation,
          &diagnosis::missed_driver_cancellation, &diagnosis::never_begun, &diagnosis::blocked_submit,
          &diagnosis::blocked_try, &diagnosis::serialised, &diagnosis::blocked_wait})
      if (auto found = (this->*rule)()) return std::move(*found);
    if (v_.tasks.empty() && v_.groups[0].waits.empty())
      return {"P37", "The destructor of a group without tasks blocks forever.", {}};
    const bool unjoined = !v_.plan.driver.empty() && !plan::ends_with_a_wait(v_.plan);
    if (unjoined && last(0) != nullptr && last(0)->kind == event_kind::parent_state)
      return {
          "P56",
          "The group is destroyed without a wait(), and its destructor blocks forever. It should join the "
          "tasks.",
          {last_ref(0)}};
    if (last(0) != nullptr && last(0)->kind == event_kind::parent_state)
      return {"L01",
              "The driver has finished with the group, but a thread of the group never ends.",
              {last_ref(0)}};
    if (v_.group_gone)
      return {"L01", "The group was destroyed, but a thread of the group still exists.", {*v_.group_gone}};
    return {"P04", "No thread can make progress" + last_events() + ".", {}};
  }

 private:
  /// Returns the last event of an actor, which tells in which call it is blocked; null if it has no event.
  const event* last(std::uint32_t log) const {
    return log < v_.history.logs.size() && !v_.history.logs[log].empty() ? &v_.history.logs[log].back()
                                                                         : nullptr;
  }
  event_ref last_ref(std::uint32_t log) const {
    return {log, static_cast<std::uint32_t>(v_.history.logs[log].size() - 1)};
  }

  void find_actors() {
    for (std::uint32_t log = 0; log < v_.history.logs.size(); ++log)
      if (last(log) != nullptr) actors_with_events_.push_back(log);
  }

  /// Returns the first actor whose last event is of this kind.
  std::optional<std::uint32_t> blocked_in(event_kind kind) const {
    for (const auto log : actors_with_events_)
      if (last(log)->kind == kind) return log;
    return std::nullopt;
  }

  bool task_running(const task_view& task) const { return task.body.begun() && !task.body.ended(); }

  std::string last_events() const {
    std::string text;
    for (const auto log : actors_with_events_) {
      const event& e = *last(log);
      const bool over = e.kind == event_kind::body_end || e.kind == event_kind::group_gone;
      if (over || log > v_.tasks.size()) continue;
      text += fmt::format("{}{}: {}", text.empty() ? "; " : ", ",
                          history::name_of_actor(log, v_.tasks.size()), history::describe(e));
    }
    return text;
  }

  // --- callbacks ---

  maybe_violation unfinished_callback() const {
    for (const callback_view& callback : v_.callbacks)
      for (const callback_view::run& run : callback.runs)
        if (!run.end)
          return violation{"P24",
                           "A cancellation callback that only reads the context never returns. Look "
                           "for a lock that is held while callbacks run.",
                           {run.begin}};
    return std::nullopt;
  }

  // --- cancellation ---

  /// Returns a failed task that should have cancelled this group: a task of the group, or of the nearest
  /// group that it is derived from. Sets `inherited` if it is not a task of this group. Returns null if there
  /// is none.
  const task_view* failure_above(std::uint32_t group, bool& inherited) const {
    inherited = false;
    while (true) {
      const auto failed = failures_of(v_, v_.groups[group]);
      if (!failed.empty()) return failed.front();
      if (!v_.groups[group].opened_by) return nullptr;
      group = v_.tasks[*v_.groups[group].opened_by].group;
      inherited = true;
    }
  }

  maybe_violation lost_cancellation(std::uint32_t log, std::uint32_t group, const std::string& who) const {
    if (!v_.capabilities.context || !v_.plan.context) return std::nullopt;
    bool inherited = false;
    const task_view* failed = failure_above(group, inherited);
    const bool late = std::any_of(v_.tasks.begin(), v_.tasks.end(),
                                  [&](const task_view& task) { return observed_before_submit(task, log); });
    if (late)
      return violation{
          "P18",
          fmt::format("{} waits forever for the cancellation, although another task had observed the "
                      "cancellation before {} was submitted.",
                      who, who),
          {last_ref(log)}};
    if (failed != nullptr)
      return violation{
          inherited ? "P20" : "P13",
          fmt::format("{} waits forever for the cancellation, although {} failed{}", who, name_of(*failed),
                      inherited ? " in an outer group. The cancellation of an outer group must reach the "
                                  "nested group."
                                : ". The first failure must cancel the context, without a call of wait()."),
          {failed->body.end_ref, last_ref(log)}};
    const bool parent = std::any_of(v_.parent_cancels.begin(), v_.parent_cancels.end(),
                                    [](const interval& c) { return c.ended(); });
    if (parent || v_.plan.deadline_us)
      return violation{"P20",
                       fmt::format("{} waits forever for the cancellation, although the parent context was "
                                   "cancelled or reached its deadline. That must cancel the group's context.",
                                   who),
                       {last_ref(log)}};
    const auto& waits = v_.groups[group].waits;
    if (std::any_of(waits.begin(), waits.end(), [](const wait_view& wait) { return wait.when.ended(); }))
      return violation{
          "P15",
          fmt::format("{} waits forever for the cancellation, although a wait() returned. A wait() that "
                      "returns must cancel the context.",
                      who),
          {last_ref(log)}};
    return std::nullopt;
  }

  bool observed_before_submit(const task_view& observer, std::uint32_t log) const {
    if (log == 0 || log > v_.tasks.size() || observer.group != v_.tasks[log - 1].group) return false;
    return std::any_of(
        observer.observations.begin(), observer.observations.end(), [&](const observation& observed) {
          return observed.cancelled && v_.before(observed.when.end_ref, v_.tasks[log - 1].submit.begin_ref);
        });
  }

  maybe_violation missed_cancellation() const {
    for (const auto log : actors_with_events_)
      if (log > 0 && last(log)->kind == event_kind::await_begin)
        if (auto found = lost_cancellation(log, last(log)->value, fmt::format("task {}", log - 1)))
          return found;
    return std::nullopt;
  }

  maybe_violation missed_driver_cancellation() const {
    if (actors_with_events_.empty() || last(0) == nullptr || last(0)->kind != event_kind::await_begin)
      return std::nullopt;
    return lost_cancellation(0, 0, "the driver");
  }

  // --- tasks, permits, waits ---

  maybe_violation never_begun() const {
    for (const task_view& task : v_.tasks) {
      if (!task.accepted || legally_dropped(v_, task) || task.body.begun()) continue;
      if (!permit_is_free()) continue;
      if (v_.capabilities.starts_on_submit && blocked_at_rendezvous()) break;
      if (!v_.capabilities.starts_on_submit && !wait_open()) continue;
      if (const auto* running_other = running_task(task.group))
        return violation{
            "P03",
            fmt::format("{} was accepted, but it does not start while {} runs. The two must be able to run "
                        "concurrently.",
                        name_of(task), name_of(*running_other)),
            {task.submit.end_ref, last_ref(running_other->index + 1)}};
      return violation{
          "P02", fmt::format("{} was accepted, but it never ran.", name_of(task)), {task.submit.end_ref}};
    }
    return std::nullopt;
  }

  /// Returns a task of this group whose body is running; null if there is none.
  const task_view* running_task(std::uint32_t group) const {
    const auto found = std::find_if(v_.tasks.begin(), v_.tasks.end(),
                                    [&](const task_view& t) { return t.group == group && task_running(t); });
    return found == v_.tasks.end() ? nullptr : &*found;
  }
  bool wait_open() const { return blocked_in(event_kind::wait_begin).has_value(); }
  bool blocked_at_rendezvous() const { return blocked_in(event_kind::meet_begin).has_value(); }
  std::uint32_t running() const {
    return static_cast<std::uint32_t>(
        std::count_if(v_.tasks.begin(), v_.tasks.end(),
                      [&](const task_view& t) { return t.group == 0 && task_running(t); }));
  }
  std::optional<std::uint32_t> limit() const {
    return v_.epochs.empty() ? std::nullopt : v_.epochs.back().limit;
  }
  bool permit_is_free() const { return !limit() || running() < *limit(); }
  bool submit_threw() const {
    return std::any_of(v_.tasks.begin(), v_.tasks.end(), [](const task_view& t) { return t.threw; });
  }

  /// Returns the property that a submit violates if it throws and changes the group.
  const char* submit_promise() const { return v_.plan.faults.move_fails_at > 0 ? "P51" : "P53"; }
  bool limit_is_lifted() const {
    return !v_.epochs.empty() && v_.epochs.back().from && !v_.epochs.back().limit;
  }

  const limit_view* changed_while_active() const {
    for (const limit_view& call : v_.limits)
      for (const task_view& task : v_.tasks)
        if (call.when.ended() && call.accepted && task.accepted && task.group == 0 &&
            v_.before(task.submit.end_ref, call.when.begin_ref) &&
            (!task.body.ended() || v_.before(call.when.end_ref, task.body.end_ref)))
          return &call;
    return nullptr;
  }

  const task_view* exited(const group_view& group) const {
    for (const auto index : group.tasks)
      if (v_.tasks[index].body.ended() && v_.tasks[index].outcome == history::outcome::exited)
        return &v_.tasks[index];
    return nullptr;
  }

  /// Returns whether a wait that never returns began before another wait of the group had certainly returned.
  bool concurrent_with_another(const group_view& group) const {
    for (const wait_view& stuck : group.waits)
      for (const wait_view& other : group.waits)
        if (!stuck.when.ended() && other.when.ended() && !v_.before(other.when.end_ref, stuck.when.begin_ref))
          return true;
    return false;
  }

  const task_view* pending_submit(bool non_blocking) const {
    for (const task_view& task : v_.tasks) {
      if (!task.submit.begun() || task.submit.ended()) continue;
      const bool tries =
          std::any_of(v_.plan.driver.begin(), v_.plan.driver.end(),
                      [&](const plan::driver_step& step) {
                        return step.kind == plan::driver_kind::try_submit && step.value == task.index;
                      }) ||
          try_submitted_by_task(task);
      if (tries == non_blocking) return &task;
    }
    return nullptr;
  }

  bool try_submitted_by_task(const task_view& task) const {
    return task.parent && std::any_of(v_.plan.tasks[*task.parent].steps.begin(),
                                      v_.plan.tasks[*task.parent].steps.end(), [&](const plan::step& step) {
                                        return step.kind == plan::step_kind::try_submit &&
                                               step.value == task.index;
                                      });
  }

  maybe_violation blocked_submit() const {
    const task_view* task = pending_submit(false);
    if (task == nullptr || !permit_is_free()) return std::nullopt;
    if (submitted_by_group_task(v_, *task) && !limit())
      return violation{
          "P34",
          fmt::format("{} blocks forever while it submits {} to its own group, although the group has no "
                      "limit.",
                      name_of(v_.tasks[*task->parent]), name_of(*task)),
          {task->submit.begin_ref}};
    if (limit_is_lifted())
      return violation{
          "P31",
          fmt::format("submit() of {} blocks forever, although the limit was lifted.", name_of(*task)),
          {task->submit.begin_ref}};
    if (submit_threw())
      return violation{submit_promise(),
                       fmt::format("submit() of {} blocks forever after an earlier submit() threw. Look "
                                   "for a count or a permit that was not restored.",
                                   name_of(*task)),
                       {task->submit.begin_ref}};
    if (limit())
      return violation{
          "P26",
          fmt::format("submit() of {} blocks forever, although only {} of {} permits are in use. Look "
                      "for a permit that was not released, or for a lost wake-up.",
                      name_of(*task), running(), *limit()),
          {task->submit.begin_ref}};
    return violation{
        "P04",
        fmt::format("submit() of {} blocks forever, although the group has no limit.", name_of(*task)),
        {task->submit.begin_ref}};
  }

  maybe_violation blocked_try() const {
    const task_view* task = pending_submit(true);
    if (task == nullptr) return std::nullopt;
    return violation{
        "P29",
        fmt::format("try_submit() of {} blocks forever. It must return immediately.", name_of(*task)),
        {task->submit.begin_ref}};
  }

  maybe_violation serialised() const {
    const auto log = blocked_in(event_kind::meet_begin);
    if (!log) return std::nullopt;
    return violation{
        limit_is_lifted() ? "P31"
        : limit()         ? "P26"
                          : "P03",
        fmt::format("Tasks block forever at a rendezvous, because a task that must run concurrently "
                    "with them does not start{}.",
                    last_events()),
        {last_ref(*log)}};
  }

  maybe_violation blocked_wait() const {
    const auto log = blocked_in(event_kind::wait_begin);
    if (!log || std::any_of(v_.tasks.begin(), v_.tasks.end(),
                            [&](const task_view& t) { return task_running(t) && !blocked_in_wait(t); }))
      return std::nullopt;
    const group_view& group = v_.groups[last(*log)->value];
    const bool empty = std::none_of(group.tasks.begin(), group.tasks.end(),
                                    [&](std::uint32_t t) { return v_.tasks[t].submit.begun(); });
    const bool again = std::any_of(group.waits.begin(), group.waits.end(),
                                   [](const wait_view& w) { return w.when.ended(); });
    if (empty)
      return violation{"P37",
                       "wait() blocks forever on a group without tasks. It must return immediately.",
                       {last_ref(*log)}};
    if (const limit_view* changed = changed_while_active())
      return violation{
          "P32",
          "wait() blocks forever after the limit was changed while a task was active. set_limit() must "
          "refuse such a change.",
          {changed->when.begin_ref, last_ref(*log)}};
    if (submit_threw())
      return violation{
          submit_promise(),
          "wait() blocks forever after a submit() threw. Look for a count or a permit that was not restored.",
          {last_ref(*log)}};
    if (const task_view* exited_task = exited(group))
      return violation{"P48",
                       fmt::format("wait() blocks forever after the thread of {} was made to exit. Look for "
                                   "a count-down that the exit skips.",
                                   name_of(*exited_task)),
                       {exited_task->body.end_ref, last_ref(*log)}};
    if (last(*log)->extra != history::none)
      return violation{"P60",
                       fmt::format("wait() with a timeout of {} us blocks forever.", last(*log)->extra),
                       {last_ref(*log)}};
    if (again && concurrent_with_another(group))
      return violation{
          "P39",
          "One of several concurrent wait() calls returned, but another blocks forever. Look for a "
          "notification that wakes only one waiter.",
          {last_ref(*log)}};
    if (again)
      return violation{
          "P38",
          "wait() blocks forever after an earlier wait() returned, although every task has ended.",
          {last_ref(*log)}};
    return violation{"P04",
                     "wait() blocks forever, although every task has ended. Look for a lost wake-up.",
                     {last_ref(*log)}};
  }

  bool blocked_in_wait(const task_view& task) const {
    const event* e = last(task.index + 1);
    return e != nullptr && e->kind == event_kind::wait_begin;
  }

  const view& v_;
  std::vector<std::uint32_t> actors_with_events_;
};

}  // namespace

violation diagnose_hang(const view& view) { return diagnosis(view)(); }

}  // namespace gauntlet::check
