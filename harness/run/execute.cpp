#include "harness/run/execute.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include "harness/run/tracked.hpp"
#include "harness/schedule/allocations.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::driver_kind;
using plan::step_kind;

/// The context of a group as its driver sees it.
class group_context final : public cancellation {
 public:
  explicit group_context(subject& group) : group_(group) {}
  look now() override { return group_.context_now(); }
  look wait() override { return group_.context_wait(); }
  std::unique_ptr<registration> on_cancel(callback& called) override { return group_.on_cancel(called); }

 private:
  subject& group_;
};

/// The lowest free file descriptor: it rises when one is leaked.
int lowest_free_descriptor() {
  const int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (fd >= 0) close(fd);
  return fd;
}

/// Descriptors more than before the case. The watchdog opens some for an instant: what is really leaked is
/// there for good.
std::int64_t leaked_descriptors(int free_before) {
  for (int tries = 0; tries < 50; ++tries) {
    if (lowest_free_descriptor() <= free_before) return 0;
    schedule::sleep_us(1000);
  }
  return lowest_free_descriptor() - free_before;
}

// The schedule knows injection points by their numbers only.
static_assert(plan::injection_point_count <= schedule::max_points);

void arm_delays(const plan::plan& plan) {
  std::vector<schedule::armed_delay> armed;
  for (const plan::delay& delay : plan.delays)
    armed.push_back({static_cast<std::uint8_t>(delay.at), delay.task, delay.us});
  schedule::arm(armed);
}

/// Moves of callables, counted where the driver submits.
schedule::unseen<std::uint32_t> moves, failing_move;
thread_local bool counts_moves = false;

/// While it lives, the moves and allocations of the calling thread are those that are counted, and can be
/// made to fail.
class watched_submit {
 public:
  watched_submit() { counts_moves = true; }
  ~watched_submit() { counts_moves = false; }
  watched_submit(const watched_submit&) = delete;
  watched_submit& operator=(const watched_submit&) = delete;

 private:
  schedule::watched_allocations allocations_;
};

/// The most events that each actor of the plan can record: nothing is allocated while the case runs.
std::vector<std::uint32_t> room_for(const plan::plan& plan) {
  const auto tasks = static_cast<std::uint32_t>(plan.tasks.size());
  const std::uint32_t of_a_wait = 8 + result::max_leaves + 3 * tasks;
  std::uint32_t of_waits = 0;
  for (const plan::driver_step& step : plan.driver) of_waits += plan::waits(step) ? of_a_wait : 0;
  std::vector<std::uint32_t> room{8 + 3 * static_cast<std::uint32_t>(plan.driver.size()) + of_waits};
  for (const plan::task& task : plan.tasks) {
    room.push_back(12 + 3 * static_cast<std::uint32_t>(task.steps.size()));
    for (const plan::step& step : task.steps)
      if (step.kind == step_kind::nest) room.back() += of_a_wait;
  }
  room.resize(room.size() + plan::max_waiters, of_waits);
  return room;
}

}  // namespace

task_call::task_call(execution& run, std::uint32_t task, subject& group)
    : run_(&run), task_(task), group_(&group) {
  live().callables.add(1);
}

task_call::task_call(task_call&& other) : run_(other.run_), task_(other.task_), group_(other.group_) {
  if (counts_moves && moves.add(1) + 1 == failing_move.load()) throw move_failed();
  other.run_ = nullptr;
}

task_call::~task_call() {
  if (run_ == nullptr) return;
  run_->recorder_.add_unowned(event_kind::callable_gone, task_);
  live().callables.add(-1);
}

struct execution::companions {
  std::thread beside;
  std::unique_ptr<cancellation> context;
  std::unique_ptr<registration> registered;
};

execution::execution() = default;

history::history execution::snapshot() const { return recorder_.snapshot(); }

execution::stock execution::take_stock() {
  return {lowest_free_descriptor(),
          schedule::live_threads(),
          {live().callables.load(), live().errors.load(), live().payloads.load(), 0, 0}};
}

history::object_counts execution::left_since(const stock& before) {
  return {live().callables.load() - before.objects.callables, live().errors.load() - before.objects.errors,
          live().payloads.load() - before.objects.payloads,
          static_cast<std::int64_t>(schedule::live_threads()) - before.threads,
          leaked_descriptors(before.free_descriptor)};
}

/// What can be made ready before the case.
void execution::prepare(const plan::plan& plan, const subject_info& subject) {
  room_ = room_for(plan);
  plan_ = &plan;
  subject_ = &subject;
}

void execution::begin() {
  next_case();
  payloads_.begin(current_case());
  parcels_.begin(current_case());
  meetings_.begin(*plan_);
  for (auto& runs : runs_) runs.store(0);
  for (auto& accepted : accepted_) accepted.store(0);
  schedule::set_current_task(-1);
  recorder_.begin(room_);
}

void execution::run_to_end(std::uint32_t threads_before) {
  {
    auto how = setup_for(*plan_, 0);
    how.explored = explored_;
    auto group = subject_->make(how);
    root_ = group.get();
    count_faults();
    companions with;
    drive(*plan_, *group, with);
    stop_faults();
    const bool parent = group->parent_cancelled();
    recorder_.add(history::driver, event_kind::parent_state, history::none, parent ? 1 : 0);
    // Its tasks must end although nobody receives what they send.
    if (!subject_->can.joins) schedule::wait_for_threads(threads_before);
    group->drain();
    if (with.registered) drop_callback(with.registered, history::driver);
    group.reset();
    schedule::close_points();
    recorder_.add(history::driver, event_kind::group_gone, history::none, 0);
  }
  schedule::wait_for_threads(threads_before);
}

void execution::count_faults() {
  schedule::begin_counting_threads(plan_->faults.thread_create_fails_at);
  schedule::begin_counting_allocations(plan_->faults.allocation_fails_at);
  schedule::begin_counting_wakeups(plan_->faults.spurious_wakeup_at);
  moves.store(0);
  failing_move.store(plan_->faults.move_fails_at);
}

void execution::stop_faults() {
  schedule::stop_failing_threads();
  schedule::stop_failing_allocations();
  schedule::stop_spurious_wakeups();
  failing_move.store(0);
}

plan::fault_opportunities execution::could_fail() const {
  return {schedule::counted_threads(), schedule::counted_allocations(), moves.load()};
}

setup execution::setup_for(const plan::plan& plan, std::uint32_t group) {
  setup how{plan.policy, plan.context, std::nullopt, std::nullopt, 0};
  for (const plan::task& task : plan.tasks) how.tasks += task.group == group ? 1 : 0;
  if (group != 0) return how;
  how.limit = plan.limit;
  how.deadline_us = plan.deadline_us;
  return how;
}

history::history execution::execute(const plan::plan& plan, const subject_info& subject) {
  prepare(plan, subject);
  arm_delays(plan);
  begin();
  const stock before = take_stock();
  run_to_end(before.threads);
  auto taken = recorder_.snapshot();
  taken.ended = true;
  taken.late_touches = schedule::late_reaches();
  taken.spurious_wakeups = schedule::spurious_wakeups();
  taken.left = left_since(before);
  return taken;
}

execution::explored execution::explore(const plan::plan& plan, const subject_info& subject,
                                       schedule::strategy& chooser, const schedule::schedule_limits& limits,
                                       const schedule::schedule_faults& faults) {
  prepare(plan, subject);
  explored_ = true;
  schedule::arm({});  // where nobody is delayed by plan
  const stock before = take_stock();
  const auto body = [&] {
    begin();
    run_to_end(before.threads);
  };
  explored out{schedule::run_schedule(chooser, body, limits, faults), {}};
  stop_faults();
  out.history = recorder_.snapshot();
  out.history.ended = out.how.how == schedule::ending::done;
  out.history.late_touches = schedule::late_reaches();
  out.history.spurious_wakeups = schedule::spurious_wakeups();
  if (out.history.ended) out.history.left = left_since(before);
  return out;
}

void execution::warm_up(const plan::plan& empty, const subject_info& subject) {
  prepare(empty, subject);
  begin();
  subject.make(setup_for(empty, 0));
}

void execution::drive(const plan::plan& plan, subject& group, companions& with) {
  for (const plan::driver_step& step : plan.driver) drive_step(step, group, with);
}

void execution::drive_step(const plan::driver_step& step, subject& group, companions& with) {
  group_context context(group);
  switch (step.kind) {
    case driver_kind::submit:
      return submit(step.value, group, history::driver, history::submit_mode::blocking);
    case driver_kind::try_submit:
      return submit(step.value, group, history::driver, history::submit_mode::non_blocking);
    case driver_kind::wait:
      wait_on_threads(step.value, group);
      if (with.beside.joinable()) with.beside.join();
      return;
    case driver_kind::wait_for:
      return wait_for(step.value, {group, 0, history::driver});
    case driver_kind::wait_beside: {
      const schedule::own_threads ours;
      recorder_.add(history::driver, event_kind::beside_begin);
      const auto actor = static_cast<history::actor_id>(plan_->tasks.size()) + plan::max_waiters;
      with.beside = std::thread([this, &group, actor] { wait({group, 0, actor}); });
      return;
    }
    case driver_kind::cancel_parent:
      return cancel_parent(history::driver);
    case driver_kind::await_cancel:
      return record_look(history::driver, 0, context, true);
    case driver_kind::observe:
      return record_look(history::driver, 0, context, false);
    case driver_kind::callback:
      with.context = std::make_unique<group_context>(group);
      with.registered = add_callback(history::none, step.value, *with.context);
      return;
    case driver_kind::open_gate:
      recorder_.add(history::driver, event_kind::gate_open, history::none, step.value);
      return meetings_.open(step.value);
    case driver_kind::set_limit:
      return set_limit(step.value, group);
    case driver_kind::lift_limit:
      return set_limit(std::nullopt, group);
    case driver_kind::rest:
      return schedule::sleep_us(step.value);
  }
}

void execution::set_limit(std::optional<std::uint32_t> limit, subject& group) {
  recorder_.add(history::driver, event_kind::limit_begin, history::none, limit.value_or(history::none));
  const bool accepted = group.set_limit(limit);
  recorder_.add(history::driver, event_kind::limit_end, history::none, accepted ? 1 : 0);
}

void execution::submit(std::uint32_t task, subject& group, history::actor_id actor,
                       history::submit_mode mode) {
  const schedule::on_behalf_of mark(task);
  parcels_.write(task);
  const auto threads = schedule::created_by_this_thread();
  recorder_.add(actor, event_kind::submit_begin, task);
  auto outcome = history::submit_result::accepted;
  try {
    task_call call(*this, task, group);
    const watched_submit fail_here;
    if (mode == history::submit_mode::blocking)
      group.submit(std::move(call));
    else if (!group.try_submit(std::move(call)))
      outcome = history::submit_result::rejected;
  } catch (...) {
    outcome = history::submit_result::threw;
  }
  if (outcome == history::submit_result::accepted) accepted_[task].store(1);
  recorder_.add(actor, event_kind::submit_end, task, number_of(outcome), number_of(mode));
  if (outcome != history::submit_result::accepted)
    recorder_.add(actor, event_kind::submit_left, task, schedule::created_by_this_thread() - threads);
}

void execution::wait_on_threads(std::uint32_t threads, subject& group) {
  const schedule::own_threads ours;
  const auto first_waiter = static_cast<history::actor_id>(plan_->tasks.size()) + 1;
  std::vector<std::thread> others;
  for (std::uint32_t i = 1; i < threads; ++i)
    others.emplace_back([this, &group, actor = first_waiter + i - 1] { wait({group, 0, actor}); });
  wait({group, 0, history::driver});
  for (std::thread& other : others) other.join();
}

/// Waits, records what came out and what is true right after it; gives the id of the first error.
std::uint32_t execution::wait(const wait_site& site) {
  result out;
  recorder_.add(site.actor, event_kind::wait_begin, history::none, site.index);
  site.group.wait(out);
  record_wait_end(out, site);
  return out.count > 0 ? out.leaves[0].id : history::no_error;
}

void execution::wait_for(std::uint32_t us, const wait_site& site) {
  result out;
  recorder_.add(site.actor, event_kind::wait_begin, history::none, site.index, us);
  const auto begin = std::chrono::steady_clock::now();
  if (site.group.wait_for(us, out)) return record_wait_end(out, site);
  const auto waited =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count();
  recorder_.add(site.actor, event_kind::wait_timeout, history::none, site.index,
                static_cast<std::uint32_t>(std::min<std::int64_t>(waited, history::none - 1)));
}

void execution::record_wait_end(const result& out, const wait_site& site) {
  recorder_.add(site.actor, event_kind::wait_end, history::none, site.index, out.count);
  record_result(out, site);
  if (plan_->context && subject_->can.context && (subject_->can.starts_on_submit || site.index != 0)) {
    const look after = site.group.context_now();
    recorder_.add(site.actor, event_kind::after_wait, site.index, after.cancelled ? 1 : 0, after.cause);
  }
  if (subject_->can.joins)
    for (std::uint32_t t = 0; t < plan_->tasks.size(); ++t)
      if (plan_->tasks[t].group == site.index && accepted_[t].load() != 0)
        recorder_.add(site.actor, event_kind::payload_read, t, payloads_.read(t) ? 1 : 0);
}

void execution::record_result(const result& out, const wait_site& site) {
  for (std::uint32_t i = 0; i < std::min(out.count, result::max_leaves); ++i)
    recorder_.add(site.actor, event_kind::wait_error, history::none, out.leaves[i].id,
                  number_of(out.leaves[i].state));
  if (out.tree_checked)
    recorder_.add(site.actor, event_kind::tree_checked, history::none, out.wrong_search == 0 ? 1 : 0,
                  out.wrong_search);
}

void execution::record_look(history::actor_id actor, std::uint32_t group, cancellation& context, bool block) {
  recorder_.add(actor, block ? event_kind::await_begin : event_kind::check_begin, history::none, group);
  const look seen = block ? context.wait() : context.now();
  if (block)
    recorder_.add(actor, event_kind::await_end, group, 1, seen.cause);
  else
    recorder_.add(actor, event_kind::check_end, group, seen.cancelled ? 1 : 0, seen.cause);
  if (seen.cancelled || block) read_payload_of_cause(actor, seen.cause);
}

/// Whoever saw a cancellation must see what the failing task wrote (P17).
void execution::read_payload_of_cause(history::actor_id actor, std::uint32_t cause) {
  if (cause < plan_->tasks.size())
    recorder_.add(actor, event_kind::payload_read, cause, payloads_.read(cause) ? 1 : 0);
}

void execution::cancel_parent(history::actor_id actor) {
  recorder_.add(actor, event_kind::cancel_begin);
  root_->cancel_parent();
  recorder_.add(actor, event_kind::cancel_end);
}

}  // namespace gauntlet::run
