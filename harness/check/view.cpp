#include "harness/check/view.hpp"

#include <algorithm>

namespace gauntlet::check {
namespace {

using history::event_kind;

}  // namespace

/// Reads the log of one actor into the view.
class log_reader {
 public:
  log_reader(view& into, std::uint32_t log) : view_(into), log_(log) {
    if (log >= 1 && log <= into.tasks.size()) task_ = log - 1;
  }

  void operator()() {
    const auto& events = view_.history.logs[log_];
    for (std::uint32_t i = 0; i < events.size(); ++i) read(events[i], {log_, i});
  }

 private:
  static void open(interval& when, const event& e, event_ref ref) {
    when.begin = e.time;
    when.begin_ref = ref;
  }
  static void close(interval& when, const event& e, event_ref ref) {
    when.end = e.time;
    when.end_ref = ref;
  }

  task_view* task_of(const event& e) { return e.task < view_.tasks.size() ? &view_.tasks[e.task] : nullptr; }
  task_view* own() { return task_ ? &view_.tasks[*task_] : nullptr; }
  group_view* group_of(std::uint32_t index) {
    return index < view_.groups.size() ? &view_.groups[index] : nullptr;
  }

  void read(const event& e, event_ref ref) {
    switch (e.kind) {
      case event_kind::submit_begin:
      case event_kind::submit_end:
        return read_submit(e, ref);
      case event_kind::body_begin:
      case event_kind::body_end:
        return read_body(e, ref);
      case event_kind::check_begin:
      case event_kind::await_begin:
        return open_look(e, ref);
      case event_kind::check_end:
      case event_kind::await_end:
        return close_look(e, ref);
      case event_kind::nest_begin:
      case event_kind::nest_end:
        return read_nest(e, ref);
      case event_kind::wait_begin:
        return open_wait(e, ref);
      case event_kind::wait_end:
      case event_kind::wait_error:
      case event_kind::wait_timeout:
      case event_kind::after_wait:
      case event_kind::tree_checked:
        return read_wait(e, ref);
      case event_kind::cancel_begin:
      case event_kind::cancel_end:
        return read_cancel(e, ref);
      case event_kind::limit_begin:
      case event_kind::limit_end:
        return read_limit(e, ref);
      case event_kind::submit_left:
        if (task_view* task = task_of(e)) task->threads_left = e.value;
        return;
      case event_kind::callback_add_begin:
      case event_kind::callback_add_end:
      case event_kind::callback_drop_begin:
      case event_kind::callback_drop_end:
        return read_callback(e, ref);
      case event_kind::beside_begin:
        return view_.besides_.push_back(ref);
      case event_kind::parcel_read:
        if (task_view* task = own()) {
          task->parcel_intact = e.value == 1;
          task->parcel_ref = ref;
        }
        return;
      case event_kind::payload_read:
        return view_.payloads.push_back({e.task, e.value == 1, source_is_wait_, source_, ref});
      case event_kind::parent_state:
        view_.parent_cancelled_at_end = e.value == 1;
        view_.parent_state_ref = ref;
        return;
      case event_kind::group_gone:
        if (e.value == 0) view_.group_gone = ref;
        return;
      case event_kind::meet_begin:
      case event_kind::meet_end:
      case event_kind::gate_begin:
      case event_kind::gate_end:
      case event_kind::gate_open:
      case event_kind::callable_gone:
      case event_kind::locals_gone:
      case event_kind::callback_begin:
      case event_kind::callback_end:
        return;
    }
  }

  /// Of the one callback that this actor registers by plan.
  plan::callback_action planned_action() const {
    const auto find = [](const auto& steps, auto kind) {
      const auto found =
          std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.kind == kind; });
      return found == steps.end() ? plan::callback_action::nothing
                                  : static_cast<plan::callback_action>(found->value);
    };
    return task_ ? find(view_.plan.tasks[*task_].steps, plan::step_kind::callback)
                 : find(view_.plan.driver, plan::driver_kind::callback);
  }

  void read_callback(const event& e, event_ref ref) {
    if (e.kind == event_kind::callback_add_begin) {
      callback_view added;
      added.task = task_;
      added.group = task_ ? view_.tasks[*task_].group : 0;
      added.action = planned_action();
      open(added.add, e, ref);
      return view_.callbacks.push_back(added);
    }
    callback_view* callback = view_.callback_of(task_.value_or(history::none));
    if (callback == nullptr) return;
    if (e.kind == event_kind::callback_add_end) {
      callback->thread = e.value;
      return close(callback->add, e, ref);
    }
    if (e.kind == event_kind::callback_drop_begin) return open(callback->drop, e, ref);
    close(callback->drop, e, ref);
  }

  void read_submit(const event& e, event_ref ref) {
    task_view* task = task_of(e);
    if (task == nullptr) return;
    if (e.kind == event_kind::submit_begin) {
      open(task->submit, e, ref);
      task->parent = task_;
      return;
    }
    close(task->submit, e, ref);
    const auto result = static_cast<history::submit_result>(e.value);
    task->accepted = result == history::submit_result::accepted;
    task->rejected = result == history::submit_result::rejected;
    task->threw = result == history::submit_result::threw;
    task->non_blocking = e.extra == static_cast<std::uint32_t>(history::submit_mode::non_blocking);
  }

  void read_body(const event& e, event_ref ref) {
    task_view* task = own();
    if (task == nullptr) return;
    if (e.kind == event_kind::body_begin) {
      ++task->runs;
      task->thread = e.value;
      return open(task->body, e, ref);
    }
    close(task->body, e, ref);
    task->outcome = static_cast<history::outcome>(e.value);
    task->error = e.extra;
  }

  void open_look(const event& e, event_ref ref) {
    look_ = {};
    open(look_.when, e, ref);
    look_.group = e.value;
    look_.awaited = e.kind == event_kind::await_begin;
    look_.task = task_;
  }

  void close_look(const event& e, event_ref ref) {
    close(look_.when, e, ref);
    look_.cancelled = e.value == 1;
    look_.cause = e.extra;
    source_ = ref;
    source_is_wait_ = false;
    if (task_view* task = own()) return task->observations.push_back(look_);
    if (group_view* group = group_of(look_.group)) group->driver_looks.push_back(look_);
  }

  void read_nest(const event& e, event_ref ref) {
    group_view* group = group_of(e.value);
    if (group == nullptr) return;
    if (e.kind == event_kind::nest_end) return close(group->nest, e, ref);
    open(group->nest, e, ref);
    group->opened_by = task_;
  }

  void open_wait(const event& e, event_ref ref) {
    group_view* group = group_of(e.value);
    wait_ = nullptr;
    if (group == nullptr) return;
    wait_view wait;
    wait.group = e.value;
    wait.actor = log_;
    wait.follows = ref;
    wait.timed = e.extra != history::none;
    gives_up_after_us_ = e.extra;
    open(wait.when, e, ref);
    group->waits.push_back(wait);
    wait_ = &group->waits.back();
  }

  void read_wait(const event& e, event_ref ref) {
    if (wait_ == nullptr) return;
    switch (e.kind) {
      case event_kind::wait_end:
        close(wait_->when, e, ref);
        wait_->leaf_count = e.extra;
        source_ = ref;
        source_is_wait_ = true;
        return;
      case event_kind::wait_timeout: {
        close(wait_->when, e, ref);
        group_view& group = view_.groups[wait_->group];
        group.timeouts.push_back({wait_->when, gives_up_after_us_, e.extra});
        group.waits.pop_back();  // this log's last
        wait_ = nullptr;
        return;
      }
      case event_kind::wait_error:
        return wait_->leaves.push_back({e.value, static_cast<history::leaf_state>(e.extra)});
      case event_kind::tree_checked:
        wait_->wrong_search = e.extra;
        wait_->search_ref = ref;
        return;
      default: {
        observation look;
        look.when = {wait_->when.end, e.time, wait_->when.end_ref, ref};
        look.group = wait_->group;
        look.cancelled = e.value == 1;
        look.cause = e.extra;
        wait_->after = look;
      }
    }
  }

  void read_cancel(const event& e, event_ref ref) {
    if (e.kind == event_kind::cancel_begin) {
      view_.parent_cancels.emplace_back();
      own_cancel_ = view_.parent_cancels.size() - 1;
      return open(view_.parent_cancels.back(), e, ref);
    }
    if (own_cancel_) close(view_.parent_cancels[*own_cancel_], e, ref);
  }

  void read_limit(const event& e, event_ref ref) {
    if (e.kind == event_kind::limit_begin) {
      limit_view call;
      if (e.value != history::none) call.limit = e.value;
      open(call.when, e, ref);
      return view_.limits.push_back(call);
    }
    if (view_.limits.empty()) return;
    close(view_.limits.back().when, e, ref);
    view_.limits.back().accepted = e.value == 1;
  }

  view& view_;
  std::uint32_t log_;
  std::optional<std::uint32_t> task_;
  observation look_;
  wait_view* wait_ = nullptr;  // valid until this log's next wait: no other log is read meanwhile
  std::uint32_t gives_up_after_us_ = 0;
  std::optional<std::size_t> own_cancel_;
  event_ref source_{};
  bool source_is_wait_ = false;
};

view::view(const gauntlet::plan::plan& p, const gauntlet::plan::capabilities& c,
           const gauntlet::history::history& h)
    : plan(p), capabilities(c), history(h) {
  prepare();
  for (std::uint32_t log = 0; log < history.logs.size(); ++log) log_reader(*this, log)();
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

// A run's end is the first one by the same thread that comes after its begin.
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

// The thread that waits beside the driver was started after all earlier steps of the driver, and before the
// driver's own wait of that step: which step that is, the plan tells by the number of threads that each step
// asks for.
void view::order_waits() {
  auto& waits = groups[0].waits;
  std::vector<event_ref> of_driver;
  for (const wait_view& wait : waits)
    if (wait.actor == history::driver && !wait.timed) of_driver.push_back(wait.when.begin_ref);
  std::vector<std::uint32_t> threads_of_step;
  for (const auto& step : plan.driver)
    if (step.kind == gauntlet::plan::driver_kind::wait) threads_of_step.push_back(step.value);
  std::vector<std::size_t> next_step(history.logs.size(), 0);
  std::size_t next_beside = 0;
  for (wait_view& wait : waits) {
    if (wait.actor == history::driver) continue;
    const auto beside = wait.actor - static_cast<gauntlet::history::actor_id>(tasks.size());
    if (beside == gauntlet::plan::max_waiters) {
      if (next_beside < besides_.size()) wait.follows = besides_[next_beside++];
      continue;
    }
    auto& step = next_step[wait.actor];
    while (step < threads_of_step.size() && threads_of_step[step] <= beside) ++step;
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
