#include "harness/check/view.hpp"

#include <algorithm>

#include "harness/check/log_reader.hpp"

namespace gauntlet::check {
namespace {

using history::event_kind;

}  // namespace

view::view(const gauntlet::plan::plan& p, const gauntlet::plan::capabilities& c,
           const gauntlet::history::history& h)
    : plan(p), capabilities(c), history(h) {
  prepare();
  for (std::uint32_t log = 0; log < history.logs.size(); ++log) read_log(*this, log);
  read_unowned();
  order_waits();
  find_epochs();
  find_dropped();
}

void view::prepare() {
  std::uint32_t last_group = 0;
  for (std::uint32_t i = 0; i < plan.tasks.size(); ++i) {
    tasks.emplace_back();
    tasks.back().index = i;
    tasks.back().group = plan.tasks[i].group;
    last_group = std::max(last_group, plan.tasks[i].group);
    for (const auto& step : plan.tasks[i].steps)
      if (step.kind == gauntlet::plan::step_kind::nest) last_group = std::max(last_group, step.value);
  }
  groups.resize(last_group + 1);
  for (std::uint32_t g = 0; g <= last_group; ++g) groups[g].index = g;
  for (const task_view& task : tasks) groups[task.group].tasks.push_back(task.index);
}

void view::read_unowned() {
  for (std::uint32_t i = 0; i < history.unowned.size(); ++i) {
    const event& e = history.unowned[i];
    const event_ref ref{unowned_log, i};
    if (e.kind == event_kind::callback_begin || e.kind == event_kind::callback_end) read_callback(ref);
    if (e.task >= tasks.size()) continue;
    if (e.kind == event_kind::callable_gone) tasks[e.task].disposals.push_back(ref);
    if (e.kind == event_kind::locals_gone) tasks[e.task].locals_gone.push_back(ref);
  }
}

callback_view* view::callback_of(std::uint32_t task) {
  for (callback_view& callback : callbacks)
    if (callback.task.value_or(gauntlet::history::none) == task) return &callback;
  return nullptr;
}

// The end of a run is the first callback_end by the same thread after its begin.
void view::read_callback(event_ref ref) {
  const event& e = at(ref);
  callback_view* callback = callback_of(e.task);
  if (callback == nullptr) return;
  if (e.kind == event_kind::callback_begin) return callback->runs.push_back({ref, std::nullopt, e.value});
  for (callback_view::run& run : callback->runs)
    if (!run.end && run.thread == e.value) {
      run.end = ref;
      return;
    }
}

// Returns the event `quiescent` before this one, if there is one. The driver records it together with its own
// next event, which may be later than the events of a thread that it started.
event_ref view::before_quiescence(event_ref ref) const {
  const bool preceded = ref.index > 0 && history.logs[ref.log][ref.index - 1].kind == event_kind::quiescent;
  return preceded ? event_ref{ref.log, ref.index - 1} : ref;
}

// Sets `follows` of the waits on other threads, then sorts all waits. The driver starts a waiting thread
// after all its earlier steps and before its own wait of that step. The history does not name the step. The
// plan does: a `wait` step with `value` threads uses the driver and the first value - 1 waiting threads.
void view::order_waits() {
  auto& waits = groups[0].waits;
  std::vector<event_ref> of_driver;
  for (const wait_view& wait : waits)
    if (wait.actor == history::driver && !wait.timed)
      of_driver.push_back(before_quiescence(wait.when.begin_ref));
  std::vector<std::uint32_t> threads_of_step;
  for (const auto& step : plan.driver)
    if (step.kind == gauntlet::plan::driver_kind::wait) threads_of_step.push_back(step.value);
  std::vector<std::size_t> next_step(history.logs.size(), 0);
  std::size_t next_beside_begin = 0;
  for (wait_view& wait : waits) {
    if (wait.actor == history::driver) continue;
    const auto thread = wait.actor - static_cast<gauntlet::history::actor_id>(tasks.size());
    if (thread == gauntlet::plan::max_waiters) {
      if (next_beside_begin < beside_begins_.size()) wait.follows = beside_begins_[next_beside_begin++];
      continue;
    }
    auto& step = next_step[wait.actor];
    while (step < threads_of_step.size() && threads_of_step[step] <= thread) ++step;
    if (step < of_driver.size()) wait.follows = of_driver[step];
    ++step;
  }
  for (group_view& group : groups)
    std::stable_sort(group.waits.begin(), group.waits.end(),
                     [](const wait_view& a, const wait_view& b) { return a.when.begin < b.when.begin; });
}

void view::find_epochs() {
  limit_epoch now;
  if (capabilities.fixed_limit > 0) now.limit = static_cast<std::uint32_t>(capabilities.fixed_limit);
  if (plan.limit) now.limit = plan.limit;
  for (const limit_view& call : limits) {
    if (call.when.ended() && !call.accepted) continue;
    now.to = call.when.begin_ref;
    epochs.push_back(now);
    if (!call.when.ended()) return;
    now = {call.limit, call.when.end_ref, std::nullopt};
  }
  epochs.push_back(now);
}

void view::find_dropped() {
  for (task_view& task : tasks) task.dropped = task.accepted && !task.body.begun() && !task.disposals.empty();
}

bool view::before(std::uint64_t earlier, std::uint64_t later) const {
  return earlier + history.clock_error < later;
}

bool view::before(event_ref earlier, event_ref later) const {
  if (earlier.log == later.log && earlier.log != unowned_log) return earlier.index < later.index;
  if (before(at(earlier).time, at(later).time)) return true;
  if (later.log < 1 || later.log > tasks.size()) return false;
  const interval& submit = tasks[later.log - 1].submit;
  return submit.begun() && submit.begin_ref.log == earlier.log && earlier.index <= submit.begin_ref.index;
}

const event& view::at(event_ref ref) const {
  return ref.log == unowned_log ? history.unowned[ref.index] : history.logs[ref.log][ref.index];
}

bool view::parent_may_be_cancelled_before(event_ref ref) const {
  if (plan.deadline_us) return true;
  return std::any_of(parent_cancels.begin(), parent_cancels.end(),
                     [&](const interval& cancel) { return !before(ref, cancel.begin_ref); });
}

bool view::joined(const task_view& task, const wait_view& wait) const {
  if (task.group != wait.group || !task.accepted) return false;
  if (task.parent && tasks[*task.parent].group == task.group && joined(tasks[*task.parent], wait))
    return true;
  if (before(task.submit.end_ref, wait.follows) || before(task.submit.end_ref, wait.when.begin_ref))
    return true;
  return task.body.begun() && before(task.body.begin_ref, wait.when.begin_ref);
}

const limit_epoch* view::epoch_of(const interval& when) const {
  for (const limit_epoch& epoch : epochs) {
    if (epoch.from && !before(*epoch.from, when.begin_ref)) continue;
    if (epoch.to && !(when.ended() && before(when.end_ref, *epoch.to))) continue;
    return &epoch;
  }
  return nullptr;
}

std::optional<std::uint32_t> view::limit_during(const interval& when) const {
  const limit_epoch* epoch = epoch_of(when);
  return epoch != nullptr ? epoch->limit : std::nullopt;
}

}  // namespace gauntlet::check
