#include "harness/run/execute.hpp"

#include <memory>
#include <thread>
#include <vector>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/driver.hpp"
#include "harness/run/faults.hpp"
#include "harness/run/group_setup.hpp"
#include "harness/run/live_objects.hpp"
#include "harness/run/resource_snapshot.hpp"
#include "harness/schedule/held_locks.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/threads.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::run {

using history::event_kind;

namespace {

using kept_things = std::vector<std::unique_ptr<kept>>;

void use_and_drop(kept_things things) {
  schedule::leave_subject();
  for (const auto& each : things) each->use();
}

/// Uses copies of what the group returned on two threads, and drops them there. Nothing of it may belong to
/// the group, which is gone (P49, P55).
void use_after_the_end(kept_things ours, kept_things theirs) {
  if (ours.empty()) return;
  const schedule::harness_threads not_of_the_subject;
  std::thread other([&theirs] { use_and_drop(std::move(theirs)); });
  use_and_drop(std::move(ours));
  other.join();
}

}  // namespace

execution::execution() : bodies_(parts_), parts_(bodies_) {}

void execution::begin() {
  next_case();
  parts_.submissions.begin();
  parts_.blocking_points.begin(*parts_.current.plan);
  bodies_.begin();
  schedule::set_current_task(-1);
  parts_.current.begin();  // last, because it starts the clock of the case
}

void execution::run_to_end(std::uint32_t threads_before) {
  run_group(threads_before);
  schedule::wait_for_threads(threads_before);
}

void execution::run_group(std::uint32_t threads_before) {
  const auto& subject = *parts_.current.subject;
  auto how = setup_for(*parts_.current.plan, 0);
  how.explored = explored_;
  auto group = subject.make(how);
  parts_.current.recorder.add(history::driver, event_kind::group_made, history::none, 0);
  parts_.contexts.begin(*group);
  begin_faults(parts_.current.plan->faults);
  driver driver(parts_, *group);
  driver.run();
  stop_faults();
  auto& recorder = parts_.current.recorder;
  const bool parent = group->parent_cancelled();
  recorder.add(history::driver, event_kind::parent_state, history::none, parent ? 1 : 0);
  const auto& plan = *parts_.current.plan;
  if (subject.can.joins)
    group->drain();
  else if (!plan.undrained)
    receive_rest(*group, threads_before);
  driver.drop_callback();  // before its group, whose context the callback is registered with
  kept_things ours, theirs;
  if (plan.outlives) ours = group->keep(), theirs = group->keep();
  schedule::enter_subject();
  group.reset();
  // A thread that reaches a point of the group from now on uses it after its end.
  if (!plan.undrained) schedule::close_points();
  recorder.add(history::driver, event_kind::group_gone, history::none, 0);
  use_after_the_end(std::move(ours), std::move(theirs));
}

// If a wait does not join, the tasks must still end, although no thread receives their results. In every
// other plan, the drain begins while tasks may still run.
void execution::receive_rest(subject& group, std::uint32_t threads_before) {
  if (parts_.current.plan->driver.size() % 2 == 0) schedule::wait_for_threads(threads_before);
  auto& recorder = parts_.current.recorder;
  recorder.add(history::driver, event_kind::drain_begin);
  group.drain();
  recorder.add(history::driver, event_kind::drain_end);
}

plan::fault_opportunities execution::could_fail() const { return run::could_fail(); }

history::history execution::take_history() const {
  auto taken = parts_.current.recorder.snapshot();
  taken.late_touches = schedule::late_reaches();
  taken.spurious_wakeups = schedule::spurious_wakeups();
  return taken;
}

history::history execution::execute(const plan::plan& plan, const subject_info& subject) {
  parts_.current.prepare(plan, subject);
  arm_delays(plan);
  begin();
  const resource_snapshot before;
  run_to_end(before.threads());
  auto taken = take_history();
  taken.ended = true;
  taken.left = before.left();
  return taken;
}

execution::explored execution::explore(const plan::plan& plan, const subject_info& subject,
                                       schedule::strategy& chooser, const schedule::schedule_limits& limits,
                                       const schedule::schedule_faults& faults) {
  parts_.current.prepare(plan, subject);
  explored_ = true;
  schedule::arm({});  // no delays: the strategy decides which thread is late
  const resource_snapshot before;
  const auto body = [&] {
    begin();
    run_to_end(before.threads());
  };
  explored out{schedule::run_schedule(chooser, body, limits, faults), {}};
  stop_faults();  // again: an abandoned schedule does not reach the call in run_group
  out.history = take_history();
  out.history.allocations_may_fail = faults.failing_allocations > 0;
  out.history.ended = out.how.how == schedule::ending::done;
  if (out.history.ended) out.history.left = before.left();
  return out;
}

void execution::warm_up(const plan::plan& plan, const subject_info& subject) {
  parts_.current.prepare(plan, subject);
  begin();
  const auto group = subject.make(setup_for(plan, 0));
  if (plan.tasks.empty()) return;
  parts_.contexts.begin(*group);
  driver(parts_, *group).run();
  group->drain();
}

}  // namespace gauntlet::run
