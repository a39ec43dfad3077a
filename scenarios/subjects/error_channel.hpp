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

/// The ad-hoc pattern: each task sends its result to a channel with room for all results, and the thread that
/// submitted the tasks receives results until the first error.
///
/// Requires: one thread submits, waits and drains.
/// Guarantees: a task never blocks on the channel, even if no thread receives. `wait` returns the first error
/// that was sent, without waiting for the other tasks; the error is empty if all tasks succeeded.
/// Memory ordering: a task happens-before the return of the `wait` or `drain` that received its result.
/// Lifetime: the tasks share ownership of the channel and may outlive the group.
/// Errors: `go` throws std::length_error if the channel has no room left, or what the executor throws. A `go`
/// that throws has no effect.
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

  /// Receives results until the first error, which it returns, or until every task has sent its result.
  [[nodiscard]] error wait() {
    while (received_ < started_) {
      error result = receive();
      if (result) return result;
    }
    return {};
  }

  /// Receives and discards the results that are left. Returns when every task has sent its result.
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
