#pragma once

#include <cxxabi.h>
#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "error.hpp"
#include "injection_point.hpp"
#include "permits.hpp"
#include "wait_group.hpp"

namespace gauntlet::subjects {

/// The error of a task that neither returned nor threw, because its thread exited (pthread_exit).
[[nodiscard]] inline const error& abandoned() {
  static const error instance("the task did not end by itself");
  return instance;
}

/// Calls a task that returns an error or void. Returns its error; an exception becomes an error.
/// The catch block ends before the error is returned, so that it releases its reference to the exception
/// before another thread can use the exception. A forced unwind (pthread_exit) is rethrown.
template <class F>
[[nodiscard]] error run_captured(F& body) {
  std::exception_ptr thrown;
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const abi::__forced_unwind&) {
    throw;
  } catch (...) {
    thrown = std::current_exception();
  }
  return error::from(std::move(thrown));
}

/// The common part of all groups: runs tasks through an executor, counts them, limits how many are active,
/// and reports the error of each.
///
/// Guarantees: whatever its outcome, a task runs its body, reports its error, destroys its callable, releases
/// its permit and is counted down, in this order. A `go` or `try_go` that throws has no effect. Memory
/// ordering: all of this happens-before the return of every `wait` that joins the task. Lifetime: may be
/// destroyed as soon as a `wait` has returned.
template <class Executor>
class crew {
 public:
  /// Starts a task: `body`, then `report(error)` if it failed. Blocks while all permits are held. Counts the
  /// task before it blocks, so that a `wait` that begins in the meantime joins the task.
  template <class F, class Report>
  void go(F body, Report report) {
    tasks_.add();
    permits_.acquire();
    start(body, report);
  }

  /// Starts a task if a permit is free. Otherwise returns false and has no effect.
  template <class F, class Report>
  [[nodiscard]] bool try_go(F body, Report report) {
    tasks_.add();
    if (!permits_.try_acquire()) {
      tasks_.done();
      return false;
    }
    start(body, report);
    return true;
  }

  void wait() { tasks_.wait(); }
  [[nodiscard]] std::size_t active() const { return tasks_.count(); }
  template <class Clock, class Duration>
  [[nodiscard]] bool wait_until(const std::chrono::time_point<Clock, Duration>& when) {
    return tasks_.wait_until(when);
  }
  void set_limit(std::ptrdiff_t limit) { permits_.set_limit(limit); }

 private:
  template <class F, class Report>
  struct task {
    crew* owner;
    std::optional<F> body;
    Report report;

    void operator()() {
      GAUNTLET_POINT(started);
      ending at_end{*this, abandoned()};
      at_end.result = run_captured(*body);
    }
  };

  /// Ends its task when it goes out of scope, also if the thread exits (pthread_exit).
  template <class Task>
  struct ending {
    Task& ended;
    error result;

    ending(Task& task, error unless_it_ends) : ended(task), result(std::move(unless_it_ends)) {}
    ending(const ending&) = delete;
    ending& operator=(const ending&) = delete;
    ~ending() {
      crew& owner = *ended.owner;
      GAUNTLET_POINT(body_returned);
      if (result) ended.report(std::exchange(result, error()));
      ended.body.reset();
      GAUNTLET_POINT(callable_destroyed);
      owner.permits_.release();
      GAUNTLET_POINT(permit_released);
      owner.tasks_.done();
    }
  };

  // Takes references: moving the callable may throw, and must do so inside the try block that rolls back.
  template <class F, class Report>
  void start(F& body, Report& report) {
    GAUNTLET_POINT(submitted);
    try {
      Executor::spawn(task<F, Report>{this, std::move(body), std::move(report)});
    } catch (...) {
      permits_.release();
      tasks_.done();
      throw;
    }
  }

  permits permits_;
  wait_group tasks_;
};

}  // namespace gauntlet::subjects
