#include "harness/run/callbacks.hpp"

#include <sched.h>

#include "harness/schedule/held_locks.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {

using history::event_kind;

void callback::operator()() { owner_->run(*this); }

std::unique_ptr<registration> callbacks::add(std::uint32_t task, std::uint32_t action,
                                             cancellation& context) {
  const history::actor_id actor = task == history::none ? history::driver : task + 1;
  callback& added = task == history::none ? all_.back() : all_[task];
  added.owner_ = this;
  added.task_ = task;
  added.action_ = static_cast<plan::callback_action>(plan::callback_action_of(action));
  added.awaited_task_ = plan::callback_task_of(action);
  added.context_ = &context;
  recorder_.add(actor, event_kind::callback_add_begin);
  auto made = context.on_cancel(added);
  recorder_.add(actor, event_kind::callback_add_end, history::none, schedule::thread_number());
  return made;
}

void callbacks::drop(std::unique_ptr<registration>& added, history::actor_id actor) {
  recorder_.add(actor, event_kind::callback_drop_begin);
  added.reset();
  recorder_.add(actor, event_kind::callback_drop_end);
}

void callbacks::run(const callback& called) {
  const schedule::user_code_call call;
  if (call.holds_lock()) recorder_.add_under_lock(history::user_code::callback, called.task_);
  const auto thread = schedule::thread_number();
  recorder_.add_unowned(event_kind::callback_begin, called.task_, thread);
  if (called.action_ == plan::callback_action::observe) {
    record_observation(called, called.context_->now());
    sched_yield();  // lets another thread remove the callback while it runs (P23)
    record_observation(called, called.context_->now());
  }
  if (called.action_ == plan::callback_action::await) record_observation(called, called.context_->wait());
  if (called.action_ == plan::callback_action::cancel_parent) {
    recorder_.add_unowned(event_kind::cancel_begin, called.task_, thread);
    const auto was_the_one = contexts_.cancel_parent_unrecorded();
    recorder_.add_unowned(event_kind::cancel_end, called.task_, thread,
                          was_the_one ? (*was_the_one ? 1 : 0) : history::none);
  }
  if (called.action_ == plan::callback_action::await_task)
    blocking_points_.block_until_gone(called.awaited_task_);
  recorder_.add_unowned(event_kind::callback_end, called.task_, thread);
}

void callbacks::record_observation(const callback& called, const observation& seen) {
  recorder_.add_unowned(event_kind::callback_saw, called.task_, seen.cancelled ? 1 : 0, seen.cause);
}

}  // namespace gauntlet::run
