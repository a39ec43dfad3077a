#include "harness/run/callbacks.hpp"

#include <sched.h>

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
  added.action_ = static_cast<plan::callback_action>(action);
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
  const auto thread = schedule::thread_number();
  recorder_.add_unowned(event_kind::callback_begin, called.task_, thread);
  if (called.action_ == plan::callback_action::observe) {
    (void)called.context_->now();
    sched_yield();  // lets another thread remove the callback while it runs (P23)
    (void)called.context_->now();
  }
  if (called.action_ == plan::callback_action::await) (void)called.context_->wait();
  recorder_.add_unowned(event_kind::callback_end, called.task_, thread);
}

}  // namespace gauntlet::run
