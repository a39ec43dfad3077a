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

/// What a task leaves behind that neither returned nor threw (its thread was made to exit).
[[nodiscard]] inline const error& abandoned() {
  static const error instance("the task did not end by itself");
  return instance;
}

/// Calls a task that returns an error or nothing; what it throws becomes its error.
/// The handler is left before the error is passed on: its hold on the exception is then given back by this
/// thread, with nobody else reading it. A forced unwind (pthread_exit) is never swallowed.
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

/// Runs tasks through an executor: counts them, bounds how many are active, and hands each one's error to
/// whoever asked for it. The common part of all groups.
///
/// Guarantees, for every task: body, then report, then its callable is destroyed, then its permit goes back,
/// then it is counted down; whatever its outcome. A submit that throws has changed nothing. Memory ordering:
/// all of that happens-before the return of every `wait` that it ends. Lifetime: may be destroyed as soon as
/// a `wait` has returned.
template <class Executor>
class crew {
 public:
  /// Runs `body`, then `report(error)` if it failed. Blocks while all permits are held. The task is counted
  /// before that, so that a wait that begins meanwhile joins it.
  template <class F, class Report>
  void go(F body, Report report) {
    tasks_.add();
    permits_.acquire();
    start(body, report);
  }

  /// The same if a permit is free; false, and nothing has happened, where none is.
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

  /// Ends its task when it goes out of scope: also where the thread is made to exit.
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

  // By reference: moving the callable may throw, which must happen where what was taken is given back.
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
