#pragma once

#include <utility>
#include <vector>

#include "harness/check/property.hpp"

namespace gauntlet::check {

/// Builds histories for tests. Each call adds events. Each event is 1000 ns later than the previous one,
/// which is more than the clock error. The history ends unless `hangs()` is called. Actor 0 is the driver,
/// actor t + 1 is task t, and actor `concurrent_waiter()` is the thread that waits concurrently with the
/// driver.
class history_builder {
 public:
  using kind = history::event_kind;
  using result = history::submit_result;
  using mode = history::submit_mode;

  explicit history_builder(std::uint32_t tasks) : tasks_(tasks) {
    out_.logs.resize(tasks + plan::max_waiters + 1);
    out_.ended = true;
    out_.clock_error = 200;
  }

  /// Adds an event to the actor's log.
  history_builder& at(std::uint32_t actor, kind what, std::uint32_t task = history::none,
                      std::uint32_t value = 0, std::uint32_t extra = history::none) {
    out_.logs[actor].push_back({what, actor, task, value, extra, now()});
    return *this;
  }
  /// Adds an event that is in no actor's log.
  history_builder& unowned(kind what, std::uint32_t t, std::uint32_t value = 0) {
    out_.unowned.push_back({what, history::none, t, value, history::none, now()});
    return *this;
  }
  /// Gives the next event the time of the last one, so that the two times prove no order.
  history_builder& same_time() {
    step_ = 0;
    return *this;
  }
  /// Marks the history as one that did not end.
  history_builder& hangs() {
    out_.ended = false;
    return *this;
  }

  // --- submits ---

  history_builder& submit(std::uint32_t t, result r = result::accepted, mode m = mode::blocking) {
    return submit_by(0, t, r, m);
  }
  history_builder& try_submit(std::uint32_t t, result r = result::accepted) {
    return submit_by(0, t, r, mode::non_blocking);
  }
  /// Task `parent` submits task `t`.
  history_builder& submit_inside(std::uint32_t parent, std::uint32_t t, result r = result::accepted,
                                 mode m = mode::blocking) {
    return submit_by(parent + 1, t, r, m);
  }

  // --- tasks ---

  history_builder& begin(std::uint32_t t) { return at(t + 1, kind::body_begin, t, t + 100); }
  /// The driver submits the task, and its body begins.
  history_builder& start(std::uint32_t t) { return submit(t).begin(t); }
  history_builder& ok(std::uint32_t t) { return end(t, history::outcome::ok, history::none); }
  history_builder& fail(std::uint32_t t) { return end(t, history::outcome::failed, t); }
  /// The task returns an error of another task, which a nested group returned to it.
  history_builder& forward(std::uint32_t t, std::uint32_t error) {
    return end(t, history::outcome::failed, error);
  }
  history_builder& raise(std::uint32_t t) { return end(t, history::outcome::raised, t); }
  /// The task's thread is made to exit.
  history_builder& exit(std::uint32_t t) { return end(t, history::outcome::exited, history::id_abandoned); }
  /// The actor finds that no other thread can run code of the group.
  history_builder& quiescent(std::uint32_t actor = 0) { return at(actor, kind::quiescent); }
  /// The task's callable is destroyed.
  history_builder& dispose(std::uint32_t t) { return unowned(kind::callable_gone, t); }

  // --- cancellation ---

  /// The actor observes the context of the group.
  history_builder& look(std::uint32_t actor, bool cancelled, std::uint32_t cause = history::no_error,
                        std::uint32_t group = 0) {
    at(actor, kind::check_begin, history::none, group);
    return at(actor, kind::check_end, 0, cancelled ? 1 : 0, cause);
  }
  history_builder& cancel_parent() { return at(0, kind::cancel_begin).at(0, kind::cancel_end); }
  history_builder& parent_state(bool cancelled) {
    return at(0, kind::parent_state, history::none, cancelled ? 1 : 0);
  }

  // --- waits ---

  [[nodiscard]] std::uint32_t concurrent_waiter() const { return tasks_ + plan::max_waiters; }
  /// The driver starts the thread that waits concurrently with it.
  history_builder& wait_beside() { return at(0, kind::beside_begin).wait_begin(concurrent_waiter()); }
  history_builder& wait_begin(std::uint32_t actor = 0, std::uint32_t group = 0) {
    return at(actor, kind::wait_begin, history::none, group);
  }
  history_builder& wait_end(const std::vector<std::uint32_t>& errors = {}, std::uint32_t actor = 0,
                            std::uint32_t group = 0) {
    at(actor, kind::wait_end, history::none, group, static_cast<std::uint32_t>(errors.size()));
    for (const auto error : errors) at(actor, kind::wait_error, history::none, error, 0);
    return *this;
  }
  history_builder& wait(const std::vector<std::uint32_t>& errors = {}) {
    return wait_begin().wait_end(errors);
  }
  /// The observation right after a wait of the driver.
  history_builder& after(bool cancelled, std::uint32_t cause) {
    return at(0, kind::after_wait, 0, cancelled ? 1 : 0, cause);
  }

  // --- limits, nested groups, the end ---

  history_builder& set_limit(std::uint32_t limit, bool accepted = true) {
    at(0, kind::limit_begin, history::none, limit);
    return at(0, kind::limit_end, history::none, accepted ? 1 : 0);
  }
  history_builder& lift_limit() { return set_limit(history::none); }
  history_builder& nest(std::uint32_t t, std::uint32_t group) {
    return at(t + 1, kind::nest_begin, history::none, group);
  }
  history_builder& group_gone() { return at(0, kind::group_gone, history::none, 0); }

  history::history& raw() { return out_; }
  [[nodiscard]] const history::history& raw() const { return out_; }

 private:
  history_builder& submit_by(std::uint32_t actor, std::uint32_t t, result r, mode m) {
    at(actor, kind::submit_begin, t);
    return at(actor, kind::submit_end, t, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(m));
  }
  history_builder& end(std::uint32_t t, history::outcome outcome, std::uint32_t error) {
    return at(t + 1, kind::body_end, t, static_cast<std::uint32_t>(outcome), error);
  }
  std::uint64_t now() { return time_ += std::exchange(step_, 1000); }

  std::uint32_t tasks_;
  history::history out_;
  std::uint64_t time_ = 0;
  std::uint64_t step_ = 1000;
};

[[nodiscard]] inline history_builder of(std::uint32_t tasks) { return history_builder(tasks); }

}  // namespace gauntlet::check
