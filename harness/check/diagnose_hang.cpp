#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "harness/check/facts.hpp"

// A case that no thread can bring to its end has broken whatever property promises that one of its blocked
// calls returns. What stands blocked is read from the history; the most specific promise names the hang.
namespace gauntlet::check {
namespace {

using history::event_kind;
using complaint = std::optional<violation>;

class diagnosis {
 public:
  explicit diagnosis(const view& v) : v_(v) { find_blocked(); }

  violation operator()() const {
    for (const auto rule :
         {&diagnosis::unfinished_callback, &diagnosis::missed_cancellation, &diagnosis::closed_driver_await,
          &diagnosis::never_begun, &diagnosis::blocked_submit, &diagnosis::blocked_try,
          &diagnosis::serialised, &diagnosis::blocked_wait})
      if (auto found = (this->*rule)()) return std::move(*found);
    if (v_.tasks.empty() && v_.groups[0].waits.empty())
      return {"P37", "a group with no tasks can't be destroyed", {}};
    const bool unjoined = !v_.plan.driver.empty() && !plan::ends_with_a_wait(v_.plan);
    if (unjoined && last(0) != nullptr && last(0)->kind == event_kind::parent_state)
      return {
          "P56", "the group is destroyed without a wait, and its destructor never returns", {last_ref(0)}};
    if (last(0) != nullptr && last(0)->kind == event_kind::parent_state)
      return {"L01", "the driver is done with the group, and a thread of it never ends", {last_ref(0)}};
    if (v_.group_gone)
      return {"L01", "the group was destroyed, and a thread of it is still there", {*v_.group_gone}};
    return {"P04", "nothing moves any more" + where(), {}};
  }

 private:
  /// The last event of an actor: where it stands.
  const event* last(std::uint32_t log) const {
    return log < v_.history.logs.size() && !v_.history.logs[log].empty() ? &v_.history.logs[log].back()
                                                                         : nullptr;
  }
  event_ref last_ref(std::uint32_t log) const {
    return {log, static_cast<std::uint32_t>(v_.history.logs[log].size() - 1)};
  }

  void find_blocked() {
    for (std::uint32_t log = 0; log < v_.history.logs.size(); ++log)
      if (last(log) != nullptr) standing_.push_back(log);
  }

  /// The first actor that stands at an event of this kind.
  std::optional<std::uint32_t> blocked_in(event_kind kind) const {
    for (const auto log : standing_)
      if (last(log)->kind == kind) return log;
    return std::nullopt;
  }

  bool task_running(const task_view& task) const { return task.body.begun() && !task.body.ended(); }

  std::string where() const {
    std::string text;
    for (const auto log : standing_) {
      const event& e = *last(log);
      const bool over = e.kind == event_kind::body_end || e.kind == event_kind::group_gone;
      if (over || log > v_.tasks.size()) continue;
      text += fmt::format("{}{}: {}", text.empty() ? "; " : ", ",
                          history::name_of_actor(log, v_.tasks.size()), history::describe(e));
    }
    return text;
  }

  // --- callbacks ---

  complaint unfinished_callback() const {
    for (const callback_view& callback : v_.callbacks)
      for (const callback_view::run& run : callback.runs)
        if (!run.end)
          return violation{
              "P24",
              "a callback that does no more than look at the context never returns: it runs under a lock",
              {run.begin}};
    return std::nullopt;
  }

  // --- cancellation ---

  /// What should have cancelled this group: a failed task in it, or in one that it is derived from.
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

  complaint lost_cancellation(std::uint32_t log, std::uint32_t group, const std::string& who) const {
    if (!v_.capabilities.context || !v_.plan.context) return std::nullopt;
    bool inherited = false;
    const task_view* failed = failure_above(group, inherited);
    const bool late = std::any_of(v_.tasks.begin(), v_.tasks.end(),
                                  [&](const task_view& task) { return seen_before(task, log); });
    if (late)
      return violation{
          "P18",
          fmt::format("{} was submitted after the cancellation had been seen, and waits for it for ever",
                      who),
          {last_ref(log)}};
    if (failed != nullptr)
      return violation{
          inherited ? "P20" : "P13",
          fmt::format("{} failed, and {} waits for the cancellation for ever{}", name_of(*failed), who,
                      inherited ? ": its group's parent is cancelled, the group is not" : ""),
          {failed->body.end_ref, last_ref(log)}};
    const bool parent = std::any_of(v_.parent_cancels.begin(), v_.parent_cancels.end(),
                                    [](const interval& c) { return c.ended(); });
    if (parent || v_.plan.deadline_us)
      return violation{
          "P20",
          fmt::format("the parent was cancelled, and {} waits for the cancellation for ever", who),
          {last_ref(log)}};
    const auto& waits = v_.groups[group].waits;
    if (std::any_of(waits.begin(), waits.end(), [](const wait_view& wait) { return wait.when.ended(); }))
      return violation{"P15",
                       fmt::format("a wait has returned, and {} waits for the cancellation for ever", who),
                       {last_ref(log)}};
    return std::nullopt;
  }

  bool seen_before(const task_view& looker, std::uint32_t log) const {
    if (log == 0 || log > v_.tasks.size() || looker.group != v_.tasks[log - 1].group) return false;
    return std::any_of(looker.observations.begin(), looker.observations.end(), [&](const observation& look) {
      return look.cancelled && v_.before(look.when.end_ref, v_.tasks[log - 1].submit.begin_ref);
    });
  }

  complaint missed_cancellation() const {
    for (const auto log : standing_)
      if (log > 0 && last(log)->kind == event_kind::await_begin)
        if (auto found = lost_cancellation(log, last(log)->value, fmt::format("task {}", log - 1)))
          return found;
    return std::nullopt;
  }

  complaint closed_driver_await() const {
    if (standing_.empty() || last(0) == nullptr || last(0)->kind != event_kind::await_begin)
      return std::nullopt;
    return lost_cancellation(0, 0, "the driver");
  }

  // --- tasks, permits, waits ---

  complaint never_begun() const {
    for (const task_view& task : v_.tasks) {
      if (!task.accepted || legally_dropped(v_, task) || task.body.begun()) continue;
      if (!free_permits()) continue;
      if (v_.capabilities.starts_on_submit && needed_at_blocking_point()) break;
      if (!v_.capabilities.starts_on_submit && !wait_open()) continue;
      if (const auto* inside = blocking_body(task.group))
        return violation{"P03",
                         fmt::format("{} was accepted, and is not let in while {} stands in its body",
                                     name_of(task), name_of(*inside)),
                         {task.submit.end_ref, last_ref(inside->index + 1)}};
      return violation{
          "P02", fmt::format("{} was accepted and never ran", name_of(task)), {task.submit.end_ref}};
    }
    return std::nullopt;
  }

  /// A task of this group that stands in its body. With none, a task that does not begin is lost.
  const task_view* blocking_body(std::uint32_t group) const {
    const auto found = std::find_if(v_.tasks.begin(), v_.tasks.end(),
                                    [&](const task_view& t) { return t.group == group && task_running(t); });
    return found == v_.tasks.end() ? nullptr : &*found;
  }
  bool wait_open() const { return blocked_in(event_kind::wait_begin).has_value(); }
  bool needed_at_blocking_point() const { return blocked_in(event_kind::meet_begin).has_value(); }
  std::uint32_t running() const {
    return static_cast<std::uint32_t>(
        std::count_if(v_.tasks.begin(), v_.tasks.end(),
                      [&](const task_view& t) { return t.group == 0 && task_running(t); }));
  }
  std::optional<std::uint32_t> limit() const {
    return v_.epochs.empty() ? std::nullopt : v_.epochs.back().limit;
  }
  bool free_permits() const { return !limit() || running() < *limit(); }
  bool submit_threw() const {
    return std::any_of(v_.tasks.begin(), v_.tasks.end(), [](const task_view& t) { return t.threw; });
  }

  /// What a submit that threw was to keep.
  const char* submit_promise() const { return v_.plan.faults.move_fails_at > 0 ? "P51" : "P53"; }
  bool lifted() const { return !v_.epochs.empty() && v_.epochs.back().from && !v_.epochs.back().limit; }

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

  /// Whether a wait that has returned was still open when one that never does began.
  bool beside_another(const group_view& group) const {
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
          tried_inside(task);
      if (tries == non_blocking) return &task;
    }
    return nullptr;
  }

  bool tried_inside(const task_view& task) const {
    return task.parent && std::any_of(v_.plan.tasks[*task.parent].steps.begin(),
                                      v_.plan.tasks[*task.parent].steps.end(), [&](const plan::step& step) {
                                        return step.kind == plan::step_kind::try_submit &&
                                               step.value == task.index;
                                      });
  }

  complaint blocked_submit() const {
    const task_view* task = pending_submit(false);
    if (task == nullptr || !free_permits()) return std::nullopt;
    if (submitted_by_group_task(v_, *task) && !limit())
      return violation{"P34",
                       fmt::format("{} submits {} to its own group, and that blocks for ever",
                                   name_of(v_.tasks[*task->parent]), name_of(*task)),
                       {task->submit.begin_ref}};
    if (lifted())
      return violation{
          "P31",
          fmt::format("the limit was lifted, and the submit of {} blocks for ever", name_of(*task)),
          {task->submit.begin_ref}};
    if (submit_threw())
      return violation{
          submit_promise(),
          fmt::format("after a submit had thrown, the submit of {} blocks for ever", name_of(*task)),
          {task->submit.begin_ref}};
    if (limit())
      return violation{"P26",
                       fmt::format("the submit of {} blocks for ever, with {} of {} permits in use",
                                   name_of(*task), running(), *limit()),
                       {task->submit.begin_ref}};
    return violation{
        "P04",
        fmt::format("the submit of {} blocks for ever, although there is no limit", name_of(*task)),
        {task->submit.begin_ref}};
  }

  complaint blocked_try() const {
    const task_view* task = pending_submit(true);
    if (task == nullptr) return std::nullopt;
    return violation{
        "P29", fmt::format("the try-submit of {} blocks for ever", name_of(*task)), {task->submit.begin_ref}};
  }

  complaint serialised() const {
    const auto log = blocked_in(event_kind::meet_begin);
    if (!log) return std::nullopt;
    return violation{
        lifted()  ? "P31"
        : limit() ? "P26"
                  : "P03",
        fmt::format("tasks wait for each other at a rendezvous, and the one that is missing is not let in{}",
                    where()),
        {last_ref(*log)}};
  }

  complaint blocked_wait() const {
    const auto log = blocked_in(event_kind::wait_begin);
    if (!log || std::any_of(v_.tasks.begin(), v_.tasks.end(),
                            [&](const task_view& t) { return task_running(t) && !waits_itself(t); }))
      return std::nullopt;
    const group_view& group = v_.groups[last(*log)->value];
    const bool empty = std::none_of(group.tasks.begin(), group.tasks.end(),
                                    [&](std::uint32_t t) { return v_.tasks[t].submit.begun(); });
    const bool again = std::any_of(group.waits.begin(), group.waits.end(),
                                   [](const wait_view& w) { return w.when.ended(); });
    if (empty) return violation{"P37", "a wait with no tasks never returns", {last_ref(*log)}};
    if (const limit_view* changed = changed_while_active())
      return violation{"P32",
                       "the limit was changed while a task was active, and wait never returns",
                       {changed->when.begin_ref, last_ref(*log)}};
    if (submit_threw())
      return violation{submit_promise(), "after a submit had thrown, wait never returns", {last_ref(*log)}};
    if (const task_view* gone = exited(group))
      return violation{
          "P48",
          fmt::format("the thread of {} was made to exit, and wait never returns", name_of(*gone)),
          {gone->body.end_ref, last_ref(*log)}};
    if (last(*log)->extra != history::none)
      return violation{
          "P60", fmt::format("a wait of {} us at most never returns", last(*log)->extra), {last_ref(*log)}};
    if (again && beside_another(group))
      return violation{
          "P39", "of several waits at once one has returned, another never does", {last_ref(*log)}};
    if (again) return violation{"P38", "one wait has returned, another never does", {last_ref(*log)}};
    return violation{"P04", "every task has ended, and wait never returns", {last_ref(*log)}};
  }

  bool waits_itself(const task_view& task) const {
    const event* e = last(task.index + 1);
    return e != nullptr && e->kind == event_kind::wait_begin;
  }

  const view& v_;
  std::vector<std::uint32_t> standing_;
};

}  // namespace

violation diagnose_hang(const view& view) { return diagnosis(view)(); }

}  // namespace gauntlet::check
