// One order of steps is enough. Tasks compete only for permits, and tasks that submit under a limit leave one
// permit for the others (possible/blocking.cpp). A non-blocking submit may be rejected, so its task is
// uncertain: it holds a permit, but no other step may depend on it. The driver takes a step only if no task
// can. A task that is active at that time is therefore active in every order.

#include "harness/plan/abstract_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace gauntlet::plan {
namespace {

using problem = std::optional<std::string>;

class abstract_run {
 public:
  explicit abstract_run(const plan& plan) : plan_(plan), tasks_(plan.tasks.size()) {
    for (const task& task : plan.tasks)
      for (const step& step : task.steps)
        if (step.kind == step_kind::rendezvous) ++parties_[step.value];
    limit_ = plan.limit;
    outer_cancelled_ = plan.deadline_us.has_value();
  }

  problem operator()() {
    while (advance()) {
    }
    if (misuse_) return misuse_;
    if (driver_pc_ < plan_.driver.size())
      return fmt::format("driver[{}] would block forever; remove it, or add what it waits for before it",
                         driver_pc_);
    for (std::size_t i = 0; i < tasks_.size(); ++i)
      if (tasks_[i].started && !tasks_[i].ended)
        return fmt::format("tasks[{}].steps[{}] would block forever; remove it, or add what it waits for", i,
                           tasks_[i].pc);
    return std::nullopt;
  }

 private:
  struct state {
    bool started = false, ended = false;
    bool uncertain = false;         // its submit may have been rejected
    bool arrived = false;           // at the rendezvous of its current step
    bool children_started = false;  // those of its current nest step
    std::size_t pc = 0;             // index of its current step
  };

  bool advance() {
    bool moved = false;
    for (std::size_t i = 0; i < tasks_.size(); ++i)
      if (tasks_[i].started && !tasks_[i].ended) moved |= advance_task(i);
    return moved || advance_driver() || destroy();
  }

  /// The destructor of a group cancels its context, then joins (P56). Returns true once.
  bool destroy() {
    if (driver_pc_ < plan_.driver.size() || destroyed_) return false;
    cancelled_[0] = cancelled_[0] || plan_.context;
    return destroyed_ = true;
  }

  bool certainly_active() const {
    return std::any_of(tasks_.begin(), tasks_.end(),
                       [](const state& s) { return s.started && !s.ended && !s.uncertain; });
  }

  std::uint32_t active() const {
    return static_cast<std::uint32_t>(
        std::count_if(tasks_.begin(), tasks_.end(), [](const state& s) { return s.started && !s.ended; }));
  }

  bool advance_driver() {
    if (driver_pc_ == plan_.driver.size() || !driver_can_continue(plan_.driver[driver_pc_])) return false;
    ++driver_pc_;
    return true;
  }

  bool driver_can_continue(const driver_step& step) {
    switch (step.kind) {
      case driver_kind::submit:
        check_submit_beside_wait();
        return start(step.value, false);
      case driver_kind::try_submit:
        check_submit_beside_wait();
        start(step.value, true);
        return true;
      case driver_kind::wait:
        return finish_wait();
      case driver_kind::cancel_parent:
        outer_cancelled_ = true;
        return true;
      case driver_kind::await_cancel:
        return outer_cancelled_ || cancelled_[0];
      case driver_kind::open_gate:
        gates_[step.value] = true;
        return true;
      case driver_kind::set_limit:
        set_limit(step.value);
        return true;
      case driver_kind::lift_limit:
        set_limit(std::nullopt);
        return true;
      case driver_kind::wait_beside:
        waits_beside_ = true;
        return true;
      case driver_kind::observe:
      case driver_kind::rest:
      case driver_kind::wait_for:
      case driver_kind::callback:
        return true;
    }
    return true;
  }

  bool finish_wait() {
    if (active() > 0) return false;
    cancelled_[0] = plan_.context;
    waits_beside_ = false;
    idle_ = true;
    return true;
  }

  /// A submit while another thread waits is allowed only if a task is certainly active, because a submit that
  /// may raise the number of active tasks from zero must be ordered with every wait (P36).
  void check_submit_beside_wait() {
    if (waits_beside_ && !certainly_active() && !misuse_)
      misuse_ = fmt::format(
          "driver[{}] submits while another thread waits, and perhaps no task is active; add a task that "
          "waits at a gate, and open the gate later",
          driver_pc_);
  }

  /// A subject refuses a new limit while a task is active. If it is not certain whether one is, the smaller
  /// of the two limits is assumed.
  void set_limit(std::optional<std::uint32_t> limit) {
    if (certainly_active()) return;
    if (idle_)
      limit_ = limit;
    else if (limit)
      limit_ = std::min(*limit, limit_.value_or(*limit));
  }

  bool start(std::uint32_t task, bool uncertain) {
    if (!uncertain && limit_ && plan_.tasks[task].group == 0 && active() >= *limit_) return false;
    if (uncertain && limit_ == 0u && plan_.tasks[task].group == 0)
      return true;  // limit 0 certainly rejects the task
    idle_ = false;
    if (plan_.faults.thread_create_fails_at == ++creations_) return true;
    tasks_[task].started = true;
    tasks_[task].uncertain = uncertain && limit_.has_value();
    return true;
  }

  bool cancelled(std::uint32_t group) const { return outer_cancelled_ || cancelled_[0] || cancelled_[group]; }

  bool advance_task(std::size_t i) {
    state& s = tasks_[i];
    const task& task = plan_.tasks[i];
    if (s.pc == task.steps.size()) {
      s.ended = true;
      if (fails(task.end) && !s.uncertain && plan_.context && plan_.policy == error_policy::first)
        cancelled_[task.group] = true;
      return true;
    }
    if (!task_can_continue(i, task.steps[s.pc])) return false;
    ++s.pc;
    s.arrived = s.children_started = false;
    return true;
  }

  bool task_can_continue(std::size_t i, const step& step) {
    state& s = tasks_[i];
    switch (step.kind) {
      case step_kind::await_cancel:
        return cancelled(plan_.tasks[i].group);
      case step_kind::gate:
        return gates_[step.value];
      case step_kind::cancel_parent:
        outer_cancelled_ |= !s.uncertain;
        return true;
      case step_kind::submit:
        return start(step.value, s.uncertain);
      case step_kind::try_submit:
        return start(step.value, true);
      case step_kind::rendezvous:
        if (!s.arrived && !s.uncertain) ++arrived_[step.value];
        s.arrived = true;
        return arrived_[step.value] >= parties_[step.value];
      case step_kind::nest:
        return nested_ended(s, step.value);
      default:
        return true;
    }
  }

  bool nested_ended(state& s, std::uint32_t group) {
    bool all = true;
    for (std::size_t j = 0; j < tasks_.size(); ++j)
      if (plan_.tasks[j].group == group) {
        if (!s.children_started && !submitted_by_a_task(plan_, static_cast<std::uint32_t>(j)))
          tasks_[j].started = true;
        all = all && (tasks_[j].ended || !tasks_[j].started);
      }
    s.children_started = true;
    return all;
  }

  const plan& plan_;
  std::vector<state> tasks_;
  std::size_t driver_pc_ = 0;
  std::uint32_t creations_ = 0;
  bool idle_ = true;  // certainly no task was submitted since the last wait
  bool waits_beside_ = false, destroyed_ = false;
  problem misuse_;
  std::optional<std::uint32_t> limit_;
  bool outer_cancelled_ = false;
  std::array<bool, max_groups> cancelled_{};
  std::array<bool, max_blocking_points> gates_{};
  std::array<std::uint32_t, max_blocking_points> parties_{}, arrived_{};
};

}  // namespace

std::optional<std::string> why_nonterminating(const plan& plan) { return abstract_run(plan)(); }

}  // namespace gauntlet::plan
