#include "harness/run/driver.hpp"

#include <limits>

#include "harness/schedule/injection.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;
using plan::driver_kind;

/// The context of a group, observed from outside its tasks.
class group_context final : public cancellation {
 public:
  explicit group_context(subject& group) : group_(group) {}
  observation now() override { return group_.context_now(); }
  observation wait() override { return group_.context_wait(); }
  std::unique_ptr<registration> on_cancel(callback& called) override { return group_.on_cancel(called); }

 private:
  subject& group_;
};

}  // namespace

void driver::run() {
  for (const plan::driver_step& step : parts_.current.plan->driver) {
    run_step(step);
    schedule::set_current_task(-1);  // the subject may have run the body of a task on this thread
  }
}

void driver::run_step(const plan::driver_step& step) {
  group_context context(group_);
  switch (step.kind) {
    case driver_kind::submit:
      return submit(step.value, history::submit_mode::blocking);
    case driver_kind::try_submit:
      return submit(step.value, history::submit_mode::non_blocking);
    case driver_kind::wait:
      parts_.waits.wait_on_threads(step.value, group_);
      return join_waiters();
    case driver_kind::wait_for:
      return parts_.waits.wait_for(step.value, {group_, 0, history::driver});
    case driver_kind::wait_beside:
      return wait_beside(step.value);
    case driver_kind::cancel_parent:
      return parts_.contexts.cancel_parent(history::driver);
    case driver_kind::await_cancel:
      return parts_.contexts.await(history::driver, 0, context);
    case driver_kind::observe:
      return parts_.contexts.check(history::driver, 0, context);
    case driver_kind::callback:
      return add_callback(step.value);
    case driver_kind::open_gate:
      return open_gate(step.value);
    case driver_kind::set_limit:
      return set_limit(step.value);
    case driver_kind::lift_limit:
      return lift_limit(static_cast<plan::limit_number>(step.value));
    case driver_kind::rest:
      return schedule::sleep_us(step.value);
  }
}

void driver::submit(std::uint32_t task, history::submit_mode mode) {
  parts_.submissions.submit(task, group_, history::driver, mode);
}

void driver::wait_beside(std::uint32_t timeout_us) {
  const schedule::harness_threads not_of_the_subject;
  const auto first =
      static_cast<history::actor_id>(parts_.current.plan->tasks.size()) + plan::max_wait_threads;
  const wait_site site{group_, 0, first + static_cast<history::actor_id>(waiters_.size()), true};
  parts_.current.recorder.add(history::driver, event_kind::beside_begin, history::none, site.actor);
  waiters_.emplace_back([this, site, timeout_us] {
    if (timeout_us == 0)
      parts_.waits.wait(site);
    else
      parts_.waits.wait_for(timeout_us, site);
  });
}

void driver::join_waiters() {
  for (std::thread& waiter : waiters_) waiter.join();
  waiters_.clear();
}

void driver::add_callback(std::uint32_t action) {
  context_ = std::make_unique<group_context>(group_);
  registered_ = parts_.callbacks.add(history::none, action, *context_);
}

void driver::drop_callback() {
  if (registered_) parts_.callbacks.drop(registered_, history::driver);
}

void driver::open_gate(std::uint32_t gate) {
  parts_.current.recorder.add(history::driver, event_kind::gate_open, history::none, gate);
  parts_.blocking_points.open(gate);
}

void driver::set_limit(std::optional<std::uint32_t> limit) {
  auto& recorder = parts_.current.recorder;
  recorder.add(history::driver, event_kind::limit_begin, history::none, limit.value_or(history::none));
  const bool accepted = group_.set_limit(limit);
  recorder.add(history::driver, event_kind::limit_end, history::none, accepted ? 1 : 0);
}

void driver::lift_limit(plan::limit_number number) {
  if (number == plan::limit_number::minus_one) return set_limit(std::nullopt);
  using limits = std::numeric_limits<std::int64_t>;
  const auto value = number == plan::limit_number::minus_two ? -2
                     : number == plan::limit_number::least   ? limits::min()
                                                             : limits::max();
  auto& recorder = parts_.current.recorder;
  recorder.add(history::driver, event_kind::limit_begin, history::none, history::none);
  const bool accepted = group_.set_raw_limit(value);
  recorder.add(history::driver, event_kind::limit_end, history::none, accepted ? 1 : 0);
}

}  // namespace gauntlet::run
