#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "bounded_channel.hpp"
#include "crew.hpp"
#include "error.hpp"
#include "executor.hpp"
#include "injection_point.hpp"

namespace gauntlet::subjects {

/// The ad-hoc pattern: every task sends its result into a channel that has room for all, and whoever started
/// them receives results until the first error. Tasks share the channel's ownership, so that they may outlive
/// the one who waits.
///
/// Requires: one thread submits, waits and drains.
/// Guarantees: no task ever blocks on the channel, also where nobody receives any more. `wait` gives the
/// first error that was sent, without waiting for the other tasks; none when all have succeeded. Memory
/// ordering: a task happens-before the return of the `wait` or `drain` that received its result. Errors: of
/// `go`: std::length_error where the channel has no room left; what the executor throws, and then nothing has
/// changed.
template <class Executor = thread_per_task>
class basic_error_channel {
 public:
  explicit basic_error_channel(std::size_t tasks)
      : capacity_(tasks), results_(std::make_shared<bounded_channel<error>>(tasks == 0 ? 1 : tasks)) {}

  template <class F>
  void go(F task) {
    if (started_ == capacity_) throw std::length_error("error_channel: more tasks than room");
    GAUNTLET_POINT(submitted);
    Executor::spawn([results = results_, body = std::optional<F>(std::move(task))]() mutable {
      GAUNTLET_POINT(started);
      error result = run_captured(*body);
      body.reset();
      GAUNTLET_POINT(body_returned);
      results->send(std::move(result));
    });
    ++started_;
  }

  /// Receives until the first error, or until every task has sent its result.
  [[nodiscard]] error wait() {
    while (received_ < started_) {
      error result = receive();
      if (result) return result;
    }
    return {};
  }

  /// Receives what is left.
  void drain() {
    while (received_ < started_) static_cast<void>(receive());
  }

 private:
  error receive() {
    error result = results_->receive();
    ++received_;
    return result;
  }

  std::size_t capacity_;
  std::shared_ptr<bounded_channel<error>> results_;
  std::size_t started_ = 0, received_ = 0;
};

using error_channel = basic_error_channel<>;

}  // namespace gauntlet::subjects
