#include "harness/check/log_reader.hpp"

namespace gauntlet::check {
namespace {

using history::event_kind;

}  // namespace

/// Reads one log, event by event. Events of tasks and groups that the plan does not have are ignored.
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
        return begin_observation(e, ref);
      case event_kind::check_end:
      case event_kind::await_end:
        return end_observation(e, ref);
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
        return view_.beside_begins_.push_back(ref);
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
      case event_kind::quiescent:
        return view_.quiescent.push_back(ref);
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

  /// Returns the action of the only callback that the plan lets this actor register.
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

  void begin_observation(const event& e, event_ref ref) {
    observation_ = {};
    open(observation_.when, e, ref);
    observation_.group = e.value;
    observation_.awaited = e.kind == event_kind::await_begin;
    observation_.task = task_;
  }

  void end_observation(const event& e, event_ref ref) {
    close(observation_.when, e, ref);
    observation_.cancelled = e.value == 1;
    observation_.cause = e.extra;
    source_ = ref;
    source_is_wait_ = false;
    if (task_view* task = own()) return task->observations.push_back(observation_);
    if (group_view* group = group_of(observation_.group)) group->driver_observations.push_back(observation_);
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
    timeout_us_ = e.extra;
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
        group.timeouts.push_back({wait_->when, timeout_us_, e.extra});
        group.waits.pop_back();  // wait_ is the last element: no other log has been read since it was added
        wait_ = nullptr;
        return;
      }
      case event_kind::wait_error:
        return wait_->leaves.push_back({e.value, static_cast<history::leaf_state>(e.extra)});
      case event_kind::tree_checked:
        wait_->failed_search = e.extra;
        wait_->search_ref = ref;
        return;
      default: {
        observation observed;
        observed.when = {wait_->when.end, e.time, wait_->when.end_ref, ref};
        observed.group = wait_->group;
        observed.cancelled = e.value == 1;
        observed.cause = e.extra;
        wait_->after = observed;
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
  observation observation_;
  wait_view* wait_ = nullptr;  // the last wait; valid because no other log is read meanwhile
  std::uint32_t timeout_us_ = 0;
  std::optional<std::size_t> own_cancel_;
  event_ref source_{};  // the last wait or observation: why a payload is read after it
  bool source_is_wait_ = false;
};

void read_log(view& into, std::uint32_t log) { log_reader(into, log)(); }

}  // namespace gauntlet::check
