#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "../error.hpp"
#include "errors.hpp"
#include "gauntlet/detail/contract.hpp"

namespace gauntlet::subjects {

/// The forms of a task's callable (plan::callable_form). `Task` is movable and returns the error of the task.
/// A form whose object was damaged by a move, or that is not aligned, returns an error that no task made
/// (P07).

template <class Task>
struct void_callable {
  Task task;
  void operator()() { static_cast<void>(task()); }
};

template <class Task>
struct large_callable {
  explicit large_callable(Task called) : task(std::move(called)) {
    padding.front() = padding.back() = pattern;
  }
  error operator()() {
    if (padding.front() != pattern || padding.back() != pattern) return error("a large callable was damaged");
    return task();
  }

  static constexpr std::uint64_t pattern = 0x5a5a5a5a5a5a5a5au;
  Task task;
  std::array<std::uint64_t, 50> padding{};
};

template <class Task>
struct alignas(64) over_aligned_callable {
  explicit over_aligned_callable(Task called) : task(std::move(called)) {}
  error operator()() {
    if (reinterpret_cast<std::uintptr_t>(this) % 64 != 0)
      return error("an over-aligned callable was not aligned");
    return task();
  }

  Task task;
};

/// A task of a group without contexts.
struct task_without_context {
  run::task_call call;
  error operator()() {
    run::no_cancellation none;
    return call_for_error(call, none);
  }
};

/// A std::function must be copyable, so the task is shared by its copies.
template <class Task>
std::function<error()> std_function_of(Task task) {
  return [shared = std::make_shared<Task>(std::move(task))] { return (*shared)(); };
}

/// Calls `submit` with the task in this form. Returns what it returns.
template <class Task, class Submit>
decltype(auto) submit_in_form(plan::callable_form form, Task task, Submit submit) {
  switch (form) {
    case plan::callable_form::returns_void:
      return submit(void_callable<Task>{std::move(task)});
    case plan::callable_form::std_function:
      return submit(std_function_of(std::move(task)));
    case plan::callable_form::large:
      return submit(large_callable<Task>(std::move(task)));
    case plan::callable_form::over_aligned:
      return submit(over_aligned_callable<Task>(std::move(task)));
    case plan::callable_form::returns_error:
      break;
  }
  return submit(std::move(task));
}

}  // namespace gauntlet::subjects
