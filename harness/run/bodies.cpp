#include "harness/run/bodies.hpp"

#include <sched.h>

#include <utility>

#include "harness/run/body_end.hpp"
#include "harness/run/group_setup.hpp"
#include "harness/run/thread_locals.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::step_kind;

// The empty asm keeps the compiler from removing the loop.
void spin(std::uint32_t iterations) {
  for (std::uint32_t i = 0; i < iterations; ++i) asm volatile("" ::: "memory");
}

}  // namespace

void bodies::begin() {
  for (auto& runs : runs_) runs.store(0);
}

void bodies::callable_gone(std::uint32_t task) {
  parts_.current.recorder.add_unowned(event_kind::callable_gone, task);
}

task_end bodies::run_task(std::uint32_t task, subject& group, cancellation& context) {
  auto& recorder = parts_.current.recorder;
  if (runs_[task].add(1) != 0) {
    recorder.add_late_run();
    return {};
  }
  const running_task self{task, group, context};
  schedule::set_current_task(static_cast<std::int32_t>(task));
  if (parts_.current.subject->can.joins_threads) watch_thread_locals(recorder, task);
  recorder.add(self.actor(), event_kind::body_begin, task, schedule::thread_number());
  recorder.add(self.actor(), event_kind::parcel_read, task,
               parts_.submissions.parcel_is_intact(task) ? 1 : 0);
  auto end = run_steps(self);
  // A plain write, as the last action before the end is recorded. Every reader must be ordered after it.
  parts_.current.payloads.write(task);
  return end_body(task, parts_.current.plan->tasks[task], std::move(end), recorder);
}

task_end bodies::run_steps(const running_task& self) {
  task_end end;
  std::unique_ptr<registration> registered;
  for (const plan::step& step : parts_.current.plan->tasks[self.task].steps) {
    if (step.kind == step_kind::callback) {
      registered = parts_.callbacks.add(self.task, step.value, self.context);
    } else if (step.kind == step_kind::drop_callback) {
      if (registered) parts_.callbacks.drop(registered, self.actor());
    } else if (step.kind == step_kind::nest) {
      run_nested(step.value, self, end);
    } else {
      run_step(step, self);
    }
  }
  if (registered) parts_.callbacks.drop(registered, self.actor());
  return end;
}

void bodies::run_step(const plan::step& step, const running_task& self) {
  const auto actor = self.actor();
  auto& recorder = parts_.current.recorder;
  switch (step.kind) {
    case step_kind::delay:
      return schedule::sleep_us(step.value);
    case step_kind::spin:
      return spin(step.value);
    case step_kind::yield:
      sched_yield();
      return;
    case step_kind::check:
      return parts_.contexts.check(actor, parts_.current.plan->tasks[self.task].group, self.context);
    case step_kind::await_cancel:
      return parts_.contexts.await(actor, parts_.current.plan->tasks[self.task].group, self.context);
    case step_kind::rendezvous:
      recorder.add(actor, event_kind::meet_begin, history::none, step.value);
      parts_.blocking_points.arrive_and_block(step.value);
      return recorder.add(actor, event_kind::meet_end, history::none, step.value);
    case step_kind::gate:
      recorder.add(actor, event_kind::gate_begin, history::none, step.value);
      parts_.blocking_points.block_at(step.value);
      return recorder.add(actor, event_kind::gate_end, history::none, step.value);
    case step_kind::submit:
      return parts_.submissions.submit(step.value, self.group, actor, history::submit_mode::blocking);
    case step_kind::try_submit:
      return parts_.submissions.submit(step.value, self.group, actor, history::submit_mode::non_blocking);
    case step_kind::cancel_parent:
      return parts_.contexts.cancel_parent(actor);
    case step_kind::nest:
    case step_kind::callback:
    case step_kind::drop_callback:
      return;  // done by run_steps
  }
}

void bodies::run_nested(std::uint32_t index, const running_task& self, task_end& end) {
  const auto& plan = *parts_.current.plan;
  auto& recorder = parts_.current.recorder;
  recorder.add(self.actor(), event_kind::nest_begin, history::none, index);
  auto inner = self.context.nest(setup_for(plan, index));
  for (std::uint32_t t = 0; t < plan.tasks.size(); ++t)
    if (plan.tasks[t].group == index && !plan::submitted_by_a_task(plan, t))
      parts_.submissions.submit(t, *inner, self.actor(), history::submit_mode::blocking);
  const auto error = parts_.waits.wait({*inner, index, self.actor()});
  recorder.add(self.actor(), event_kind::nest_end, history::none, index);
  if (error == history::no_error) return;
  end.what = task_end::kind::forward;
  end.id = error;
  end.inner = std::move(inner);
}

}  // namespace gauntlet::run
