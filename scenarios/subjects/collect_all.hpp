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

/// A group that collects all errors: each task has its own slot, and the result is the join of the slots in
/// the order of submission. A failure does not stop, skip or cancel another task.
///
/// Requires: one thread submits; the group outlives its tasks.
/// Guarantees: `wait` returns when every task has ended; the result is empty if all succeeded. The slots need
/// no lock: they are distinct objects that never move, and each is written by one task before that task is
/// counted down. Memory ordering: a task happens-before the return of every `wait` that joins it. Lifetime:
/// may be destroyed as soon as a `wait` has returned; otherwise the destructor joins.
template <class Executor = thread_per_task>
class basic_collect_all {
 public:
  static constexpr std::ptrdiff_t unlimited = -1;

  /// Makes a group with room for `tasks` tasks, of which at most `limit` are active at a time.
  explicit basic_collect_all(std::size_t tasks, std::ptrdiff_t limit = unlimited) : slots_(tasks) {
    crew_.set_limit(limit);
  }
  ~basic_collect_all() { crew_.wait(); }
  basic_collect_all(const basic_collect_all&) = delete;
  basic_collect_all& operator=(const basic_collect_all&) = delete;

  /// Starts the next task; blocks while `limit` tasks are active.
  /// Errors: throws std::length_error if there is no room left, or what the executor throws. A `go` that
  /// throws has no effect.
  template <class F>
  void go(F task) {
    if (used_ == slots_.size()) throw std::length_error("collect_all: more tasks than slots");
    const std::size_t index = used_;
    crew_.go(std::move(task), [this, index](error failure) { slots_[index] = std::move(failure); });
    ++used_;
  }

  /// Blocks until every task has ended. Returns the join of their errors. May be called again.
  [[nodiscard]] error wait() {
    crew_.wait();
    GAUNTLET_POINT(before_result);
    return join(slots_);
  }

  /// Blocks until every task has ended or `when` is reached. Returns what `wait` returns, or nullopt if tasks
  /// are still active. A wait that times out has no effect: a later one returns every error.
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
