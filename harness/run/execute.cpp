#include "harness/run/execute.hpp"

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/driver.hpp"
#include "harness/run/faults.hpp"
#include "harness/run/group_setup.hpp"
#include "harness/run/live_objects.hpp"
#include "harness/run/resource_snapshot.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/threads.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::run {

using history::event_kind;

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
  parts_.contexts.begin(*group);
  begin_faults(parts_.current.plan->faults);
  driver driver(parts_, *group);
  driver.run();
  stop_faults();
  auto& recorder = parts_.current.recorder;
  const bool parent = group->parent_cancelled();
  recorder.add(history::driver, event_kind::parent_state, history::none, parent ? 1 : 0);
  // If a wait does not join, the tasks must still end, although no thread receives their results.
  if (!subject.can.joins) schedule::wait_for_threads(threads_before);
  group->drain();
  driver.drop_callback();  // before its group, whose context the callback is registered with
  group.reset();
  schedule::close_points();  // a thread that reaches a point of the group from now on uses it after its end
  recorder.add(history::driver, event_kind::group_gone, history::none, 0);
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
