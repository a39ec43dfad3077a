#pragma once

#include <exception>
#include <utility>

#include "harness/run/adapter.hpp"
#include "harness/run/tracked.hpp"

namespace gauntlet::peers {

/// Calls a task as users of the peers write theirs: its failure is an exception.
inline void call_and_throw(run::task_call& call, run::cancellation& context) {
  const auto end = call(context);
  if (end.what == run::task_end::kind::fail) throw run::raised_failure(end.id);
}

/// The same for a peer whose tasks get no context.
inline void call_and_throw(run::task_call& call) {
  run::no_cancellation none;
  call_and_throw(call, none);
}

/// Calls a task, and gives what it threw.
inline std::exception_ptr call_for_exception(run::task_call& call, run::cancellation& context) {
  try {
    call_and_throw(call, context);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

inline void add_failure(const run::failure& failure, run::result& out) {
  using enum history::leaf_state;
  out.add(failure.id(), !failure.of_this_case() ? foreign : failure.intact() ? intact : damaged);
}

/// Tells the exception that is being handled. One that no task threw is the peer's own.
inline void read_current_exception(run::result& out) {
  try {
    throw;
  } catch (const run::raised_failure& failure) {
    add_failure(failure.get(), out);
  } catch (const run::hostile_failure& failure) {
    add_failure(failure.get(), out);
  } catch (...) {
    out.add(history::id_unknown, history::leaf_state::foreign);
  }
}

/// Tells what was thrown; nothing where that is null.
inline void read_exception(const std::exception_ptr& thrown, run::result& out) {
  if (!thrown) return;
  try {
    std::rethrow_exception(thrown);
  } catch (...) {
    read_current_exception(out);
  }
}

/// Calls what may throw, and tells what it threw.
template <class F>
void call_and_read(F&& f, run::result& out) {
  try {
    std::forward<F>(f)();
  } catch (...) {
    read_current_exception(out);
  }
}

}  // namespace gauntlet::peers
