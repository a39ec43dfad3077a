#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

#include "context.hpp"
#include "crew.hpp"
#include "error.hpp"
#include "executor.hpp"
#include "injection_point.hpp"

namespace gauntlet::subjects {

/// A group whose result is the first error, which also cancels the other tasks: Go's errgroup for C++, with
/// stricter guarantees. A task is a callable that returns an `error` or void. An exception counts as an
/// error, and so does a thread that exits (pthread_exit).
/// A default-constructed group has no context and no limit: its first error cancels no task.
///
/// Requires: the group outlives its tasks' calls on it; a `go` that may raise the number of tasks from zero
/// is ordered before or after every `wait`.
/// Guarantees: `wait` returns when every task has ended, with the first error that was recorded. An error is
/// recorded before it cancels the context, so an error that the cancellation causes is never the first. A
/// `go` that throws (std::system_error, std::bad_alloc, or an exception of the callable's move) has no
/// effect. No callable, callback or error is run or destroyed under a lock.
/// Memory ordering: a `go` happens-before its task, and a task before the return of every `wait` joining it.
/// Lifetime: may be destroyed as soon as a `wait` has returned; otherwise the destructor cancels and joins.
/// Threading: any thread may call any member; several threads may wait concurrently.
template <class Executor = thread_per_task>
class basic_fail_fast {
 public:
  basic_fail_fast() = default;
  /// Returns a group with its own context, which is derived from `parent`.
  [[nodiscard]] static basic_fail_fast with_context(const context& parent) {
    return basic_fail_fast(parent.derive());
  }

  ~basic_fail_fast() {
    if (context_) context_->cancel();
    crew_.wait();
  }
  basic_fail_fast(const basic_fail_fast&) = delete;
  basic_fail_fast& operator=(const basic_fail_fast&) = delete;

  /// Returns the context, which the first error or the end of a wait cancels; null if the group has none.
  [[nodiscard]] const context* group_context() const { return context_ ? &*context_ : nullptr; }

  /// Starts a task; blocks while `limit` tasks are active. A cancelled group still runs the task, which can
  /// observe the cancellation.
  template <class F>
  void go(F task) {
    crew_.go(std::move(task), [this](error failure) { record(std::move(failure)); });
  }

  /// Starts a task unless `limit` tasks are active. Returns whether it started the task.
  template <class F>
  [[nodiscard]] bool try_go(F task) {
    return crew_.try_go(std::move(task), [this](error failure) { record(std::move(failure)); });
  }

  /// Sets how many tasks may be active. A negative limit means unlimited; with 0 no task can start.
  /// Errors: throws std::logic_error, and has no effect, while a task is active.
  void set_limit(std::ptrdiff_t limit) {
    if (crew_.active() != 0) throw std::logic_error("set_limit while tasks are active");
    crew_.set_limit(limit);
  }

  /// Blocks until every task has ended, then cancels the context. Returns the first error. May be called
  /// again; a first error is never replaced.
  [[nodiscard]] error wait() {
    crew_.wait();
    GAUNTLET_POINT(before_result);
    if (context_) context_->cancel();
    const std::lock_guard lock(mutex_);
    return first_;
  }

  /// Blocks until every task has ended or `when` is reached. Returns what `wait` returns, or nullopt if tasks
  /// are still active. A wait that times out has no effect: a later one returns the first error.
  template <class Clock, class Duration>
  [[nodiscard]] std::optional<error> wait_until(const std::chrono::time_point<Clock, Duration>& when) {
    if (!crew_.wait_until(when)) return std::nullopt;
    return wait();
  }

 private:
  explicit basic_fail_fast(context own) : context_(std::move(own)) {}

  void record(error failure) {
    {
      const std::lock_guard lock(mutex_);
      if (first_) return;
      first_ = failure;
    }
    GAUNTLET_POINT(recorded);
    if (context_) context_->cancel(failure);
  }

  std::optional<context> context_;
  std::mutex mutex_;
  error first_;
  crew<Executor> crew_;
};

using fail_fast = basic_fail_fast<>;

}  // namespace gauntlet::subjects
