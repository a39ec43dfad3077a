// What an execution does inside the tasks: their bodies, and the callbacks that they and the driver register.

#include <pthread.h>
#include <sched.h>

#include <memory>
#include <utility>

#include "harness/run/execute.hpp"
#include "harness/run/tracked.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::step_kind;

/// Tells when the thread_locals of the thread of a task, or of several, are destroyed. Not in a later case: a
/// thread that its subject left behind counts as ended before that.
struct locals {
  history::recorder* recorder = nullptr;
  std::uint32_t of_case = 0;
  std::uint64_t tasks = 0;  // one bit each
  static_assert(plan::max_tasks <= 64);
  ~locals() {
    if (of_case != current_case()) return;
    for (std::uint32_t task = 0; recorder != nullptr && task < plan::max_tasks; ++task)
      if ((tasks >> task & 1) != 0) recorder->add_unowned(event_kind::locals_gone, task);
  }
};

void spin(std::uint32_t iterations) {
  for (std::uint32_t i = 0; i < iterations; ++i) asm volatile("" ::: "memory");
}

}  // namespace

task_end task_call::operator()(cancellation& context) { return run_->run_task(task_, *group_, context); }

void callback::operator()() { run_->call_back(*this); }

std::unique_ptr<registration> execution::add_callback(std::uint32_t task, std::uint32_t action,
                                                      cancellation& context) {
  const history::actor_id actor = task == history::none ? history::driver : task + 1;
  callback& added = task == history::none ? callbacks_.back() : callbacks_[task];
  added.run_ = this;
  added.task_ = task;
  added.action_ = static_cast<plan::callback_action>(action);
  added.context_ = &context;
  recorder_.add(actor, event_kind::callback_add_begin);
  auto made = context.on_cancel(added);
  recorder_.add(actor, event_kind::callback_add_end, history::none, schedule::thread_number());
  return made;
}

void execution::drop_callback(std::unique_ptr<registration>& added, history::actor_id actor) {
  recorder_.add(actor, event_kind::callback_drop_begin);
  added.reset();
  recorder_.add(actor, event_kind::callback_drop_end);
}

void execution::call_back(const callback& called) {
  const auto thread = schedule::thread_number();
  recorder_.add_unowned(event_kind::callback_begin, called.task_, thread);
  if (called.action_ == plan::callback_action::look) {
    (void)called.context_->now();
    sched_yield();  // so that whoever removes it comes while it runs (P23)
    (void)called.context_->now();
  }
  if (called.action_ == plan::callback_action::await) (void)called.context_->wait();
  recorder_.add_unowned(event_kind::callback_end, called.task_, thread);
}

task_end execution::run_task(std::uint32_t task, subject& group, cancellation& context) {
  if (runs_[task].add(1) != 0) {
    recorder_.add_late_run();
    return {};
  }
  const history::actor_id actor = task + 1;
  schedule::set_current_task(static_cast<std::int32_t>(task));
  if (subject_->can.joins_threads) {
    thread_local locals mine;
    if (mine.of_case != current_case()) mine.tasks = 0;
    mine.of_case = current_case();
    mine.recorder = &recorder_;
    mine.tasks |= std::uint64_t{1} << task;
  }
  recorder_.add(actor, event_kind::body_begin, task, schedule::thread_number());
  recorder_.add(actor, event_kind::parcel_read, task, parcels_.read(task) ? 1 : 0);
  auto end = run_steps(task, group, context);
  payloads_.write(task);
  return end_task(task, std::move(end));
}

task_end execution::run_steps(std::uint32_t task, subject& group, cancellation& context) {
  const history::actor_id actor = task + 1;
  task_end end;
  std::unique_ptr<registration> registered;
  for (const plan::step& step : plan_->tasks[task].steps) {
    if (step.kind == step_kind::callback) {
      registered = add_callback(task, step.value, context);
    } else if (step.kind == step_kind::drop_callback) {
      if (registered) drop_callback(registered, actor);
    } else if (step.kind == step_kind::nest) {
      std::uint32_t error = history::no_error;
      auto inner = run_nested(step.value, actor, context, error);
      if (error != history::no_error) {
        end.what = task_end::kind::forward;
        end.id = error;
        end.inner = std::move(inner);
      }
    } else {
      run_step(step, task, group, context);
    }
  }
  if (registered) drop_callback(registered, actor);
  return end;
}

task_end execution::end_task(std::uint32_t task, task_end end) {
  const auto record = [&](history::outcome outcome, std::uint32_t error) {
    recorder_.add(task + 1, event_kind::body_end, task, number_of(outcome), error);
  };
  if (end.what == task_end::kind::forward) {
    record(history::outcome::failed, end.id);
    return end;
  }
  const plan::task& program = plan_->tasks[task];
  end.id = task;
  end.shape = program.shape;
  switch (program.end) {
    case plan::ending::ok:
      record(history::outcome::ok, history::none);
      break;
    case plan::ending::nil:
      record(history::outcome::ok, history::none);
      end.what = task_end::kind::nil;
      break;
    case plan::ending::fail:
      record(history::outcome::failed, task);
      end.what = task_end::kind::fail;
      break;
    case plan::ending::raise:
      record(history::outcome::raised, task);
      throw raised_failure(task);
    case plan::ending::raise_hostile:
      record(history::outcome::raised, task);
      throw hostile_failure(task);
    case plan::ending::exit:
      record(history::outcome::exited, history::id_abandoned);
      pthread_exit(nullptr);
  }
  return end;
}

void execution::run_step(const plan::step& step, std::uint32_t task, subject& group, cancellation& context) {
  const history::actor_id actor = task + 1;
  switch (step.kind) {
    case step_kind::delay:
      return schedule::sleep_us(step.value);
    case step_kind::spin:
      return spin(step.value);
    case step_kind::yield:
      sched_yield();
      return;
    case step_kind::check:
      return record_look(actor, plan_->tasks[task].group, context, false);
    case step_kind::await_cancel:
      return record_look(actor, plan_->tasks[task].group, context, true);
    case step_kind::rendezvous:
      recorder_.add(actor, event_kind::meet_begin, history::none, step.value);
      meetings_.arrive_and_block(step.value);
      return recorder_.add(actor, event_kind::meet_end, history::none, step.value);
    case step_kind::gate:
      recorder_.add(actor, event_kind::gate_begin, history::none, step.value);
      meetings_.block_at(step.value);
      return recorder_.add(actor, event_kind::gate_end, history::none, step.value);
    case step_kind::submit:
      return submit(step.value, group, actor, history::submit_mode::blocking);
    case step_kind::try_submit:
      return submit(step.value, group, actor, history::submit_mode::non_blocking);
    case step_kind::cancel_parent:
      return cancel_parent(actor);
    case step_kind::nest:
    case step_kind::callback:
    case step_kind::drop_callback:
      return;
  }
}

std::unique_ptr<subject> execution::run_nested(std::uint32_t index, history::actor_id actor,
                                               cancellation& context, std::uint32_t& error) {
  recorder_.add(actor, event_kind::nest_begin, history::none, index);
  auto inner = context.nest(setup_for(*plan_, index));
  for (std::uint32_t t = 0; t < plan_->tasks.size(); ++t)
    if (plan_->tasks[t].group == index && !plan::submitted_by_a_task(*plan_, t))
      submit(t, *inner, actor, history::submit_mode::blocking);
  error = wait({*inner, index, actor});
  recorder_.add(actor, event_kind::nest_end, history::none, index);
  return inner;
}

}  // namespace gauntlet::run
