#include "harness/run/driver.hpp"

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
  for (const plan::driver_step& step : parts_.current.plan->driver) run_step(step);
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
      if (concurrent_waiter_.joinable()) concurrent_waiter_.join();
      return;
    case driver_kind::wait_for:
      return parts_.waits.wait_for(step.value, {group_, 0, history::driver});
    case driver_kind::wait_beside:
      return wait_beside();
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
      return set_limit(std::nullopt);
    case driver_kind::rest:
      return schedule::sleep_us(step.value);
  }
}

void driver::submit(std::uint32_t task, history::submit_mode mode) {
  parts_.submissions.submit(task, group_, history::driver, mode);
}

void driver::wait_beside() {
  const schedule::harness_threads not_of_the_subject;
  parts_.current.recorder.add(history::driver, event_kind::beside_begin);
  const auto actor = static_cast<history::actor_id>(parts_.current.plan->tasks.size()) + plan::max_waiters;
  concurrent_waiter_ = std::thread([this, actor] { parts_.waits.wait({group_, 0, actor}); });
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

}  // namespace gauntlet::run
