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

/// A group of tasks of which the first error wins and cancels the rest: Go's errgroup for C++, and stricter
/// where that is loose. A task is a callable that returns an `error` or nothing; an exception is an error,
/// and so is a thread that is made to exit.
///
/// Default-constructed it has neither context nor limit: the first error still wins, nobody is cancelled.
///
/// Requires: the group outlives its tasks' calls on it; a `go` that may raise the number of tasks from zero
/// is ordered with every `wait`. Guarantees: `wait` returns when every task has ended, with the first error
/// that was recorded; the error is recorded before the context is cancelled, so that no consequence of a
/// cancellation is ever its cause; a `go` that throws (std::system_error, std::bad_alloc, or what the
/// callable's move throws) has changed nothing; no callable, callback or error is run or destroyed under a
/// lock. Memory ordering: a `go` happens-before its task; a task happens-before the return of every `wait`
/// that joins it. Lifetime: may be destroyed as soon as a `wait` has returned; without one its destructor
/// cancels and joins. Threading: all members may be called by any thread; several may wait.
template <class Executor = thread_per_task>
class basic_fail_fast {
 public:
  basic_fail_fast() = default;
  /// A group with a context of its own, derived from this one.
  [[nodiscard]] static basic_fail_fast with_context(const context& parent) {
    return basic_fail_fast(parent.derive());
  }

  ~basic_fail_fast() {
    if (context_) context_->cancel();
    crew_.wait();
  }
  basic_fail_fast(const basic_fail_fast&) = delete;
  basic_fail_fast& operator=(const basic_fail_fast&) = delete;

  /// The context that the first error, or the end of a wait, cancels; null where the group has none.
  [[nodiscard]] const context* group_context() const { return context_ ? &*context_ : nullptr; }

  /// Starts a task; blocks while `limit` tasks are active. A cancelled group still runs it: the task can
  /// look.
  template <class F>
  void go(F task) {
    crew_.go(std::move(task), [this](error failure) { record(std::move(failure)); });
  }

  /// Starts a task unless `limit` tasks are active; gives whether it did.
  template <class F>
  [[nodiscard]] bool try_go(F task) {
    return crew_.try_go(std::move(task), [this](error failure) { record(std::move(failure)); });
  }

  /// At most so many active tasks from now on; negative: any number; 0: none.
  /// Errors: std::logic_error while a task is active, and nothing changes.
  void set_limit(std::ptrdiff_t limit) {
    if (crew_.active() != 0) throw std::logic_error("set_limit while tasks are active");
    crew_.set_limit(limit);
  }

  /// Blocks until every task has ended, cancels the context, gives the first error. May be called again: the
  /// answer stays.
  [[nodiscard]] error wait() {
    crew_.wait();
    GAUNTLET_POINT(before_result);
    if (context_) context_->cancel();
    const std::lock_guard lock(mutex_);
    return first_;
  }

  /// Waits no longer than until then: what `wait` gives, or nothing while tasks are active. A wait that gave
  /// up has changed nothing; a later one gives every error.
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
