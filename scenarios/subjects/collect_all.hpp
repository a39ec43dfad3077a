#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "crew.hpp"
#include "error.hpp"
#include "executor.hpp"
#include "injection_point.hpp"

namespace gauntlet::subjects {

/// A group of tasks all of whose errors count: each task writes a slot of its own, and the join of the slots,
/// in the order of submission, is the result. No failure stops, skips or cancels another task.
///
/// Requires: one thread submits; the group outlives its tasks.
/// Guarantees: `wait` returns when every task has ended, with none where all succeeded. No lock guards the
/// slots: they are distinct memory locations that never move, written by one task each before it is counted
/// down. Memory ordering: a task happens-before the return of every `wait` that joins it. Lifetime: may be
/// destroyed as soon as a `wait` has returned; without one its destructor joins.
template <class Executor = thread_per_task>
class basic_collect_all {
 public:
  static constexpr std::ptrdiff_t unlimited = -1;

  /// Room for that many tasks, at most `limit` of them active at a time.
  explicit basic_collect_all(std::size_t tasks, std::ptrdiff_t limit = unlimited) : slots_(tasks) {
    crew_.set_limit(limit);
  }
  ~basic_collect_all() { crew_.wait(); }
  basic_collect_all(const basic_collect_all&) = delete;
  basic_collect_all& operator=(const basic_collect_all&) = delete;

  /// Starts the next task; blocks while `limit` tasks are active.
  /// Errors: std::length_error where there is no room left; what the executor throws, and then nothing has
  /// changed.
  template <class F>
  void go(F task) {
    if (used_ == slots_.size()) throw std::length_error("collect_all: more tasks than slots");
    const std::size_t index = used_;
    crew_.go(std::move(task), [this, index](error failure) { slots_[index] = std::move(failure); });
    ++used_;
  }

  /// Blocks until every task has ended; the join of their errors. May be called again.
  [[nodiscard]] error wait() {
    crew_.wait();
    GAUNTLET_POINT(before_result);
    return join(slots_);
  }

  /// Waits no longer than until then: what `wait` gives, or nothing while tasks are active. A wait that gave
  /// up has changed nothing; a later one gives every error.
  template <class Clock, class Duration>
  [[nodiscard]] std::optional<error> wait_until(const std::chrono::time_point<Clock, Duration>& when) {
    if (!crew_.wait_until(when)) return std::nullopt;
    return wait();
  }

 private:
  std::vector<error> slots_;
  std::size_t used_ = 0;
  crew<Executor> crew_;
};

using collect_all = basic_collect_all<>;

}  // namespace gauntlet::subjects
