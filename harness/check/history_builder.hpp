#pragma once

#include <utility>
#include <vector>

#include "harness/check/property.hpp"

namespace gauntlet::check {

/// Writes histories by hand, for tests. Each call adds one event, later than all before it by 1000 ns.
/// Times of `same_time` events are those of the event before: they prove no order.
class history_builder {
 public:
  using kind = history::event_kind;

  explicit history_builder(std::uint32_t tasks) {
    out_.logs.resize(tasks + 5);
    out_.ended = true;
    out_.clock_error = 200;
  }

  history_builder& at(std::uint32_t actor, kind what, std::uint32_t task = history::none,
                      std::uint32_t value = 0, std::uint32_t extra = history::none) {
    out_.logs[actor].push_back({what, actor, task, value, extra, now()});
    return *this;
  }
  history_builder& same_time() {
    step_ = 0;
    return *this;
  }

  history_builder& submit(std::uint32_t t, history::submit_result r = history::submit_result::accepted,
                          history::submit_mode m = history::submit_mode::blocking) {
    at(0, kind::submit_begin, t);
    return at(0, kind::submit_end, t, static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(m));
  }
  history_builder& try_submit(std::uint32_t t, history::submit_result r) {
    return submit(t, r, history::submit_mode::non_blocking);
  }
  history_builder& begin(std::uint32_t t) { return at(t + 1, kind::body_begin, t, t + 100); }
  history_builder& ok(std::uint32_t t) { return end(t, history::outcome::ok, history::none); }
  history_builder& fail(std::uint32_t t) { return end(t, history::outcome::failed, t); }
  history_builder& raise(std::uint32_t t) { return end(t, history::outcome::raised, t); }
  /// Its thread is made to exit.
  history_builder& exit(std::uint32_t t) { return end(t, history::outcome::exited, history::id_abandoned); }
  history_builder& unowned(kind what, std::uint32_t t, std::uint32_t value = 0) {
    out_.unowned.push_back({what, history::none, t, value, history::none, now()});
    return *this;
  }
  history_builder& dispose(std::uint32_t t) { return unowned(kind::callable_gone, t); }
  /// Looks at group 0, all at once.
  history_builder& look(std::uint32_t actor, bool cancelled, std::uint32_t cause = history::no_error) {
    at(actor, kind::check_begin);
    return at(actor, kind::check_end, 0, cancelled ? 1 : 0, cause);
  }
  history_builder& wait_begin(std::uint32_t actor = 0) { return at(actor, kind::wait_begin); }
  history_builder& wait_end(std::vector<std::uint32_t> errors = {}, std::uint32_t actor = 0) {
    at(actor, kind::wait_end, history::none, 0, static_cast<std::uint32_t>(errors.size()));
    for (const auto error : errors) at(actor, kind::wait_error, history::none, error, 0);
    return *this;
  }
  history_builder& wait(std::vector<std::uint32_t> errors = {}) {
    return wait_begin().wait_end(std::move(errors));
  }
  history_builder& after(bool cancelled, std::uint32_t cause) {
    return at(0, kind::after_wait, 0, cancelled ? 1 : 0, cause);
  }
  history_builder& hangs() {
    out_.ended = false;
    return *this;
  }
  history::history& raw() { return out_; }

 private:
  history_builder& end(std::uint32_t t, history::outcome outcome, std::uint32_t error) {
    return at(t + 1, kind::body_end, t, static_cast<std::uint32_t>(outcome), error);
  }
  std::uint64_t now() { return time_ += std::exchange(step_, 1000); }

  history::history out_;
  std::uint64_t time_ = 0;
  std::uint64_t step_ = 1000;
};

}  // namespace gauntlet::check
