#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// Which errors a wait reports.
enum class error_policy : std::uint8_t {
  first,  ///< fail-fast: the error that was recorded first
  all,    ///< collect-all: every error, in index order
};

/// What a subject can do and what it promises. A plan for the subject uses only these capabilities. A
/// property that needs a missing one is *not applicable*. `try_submit`, `set_limit`, `timed_wait` and
/// `parent` are detected from the adapter's members (gauntlet/detail/adapter.hpp), whatever `promises()`
/// states. `promises()` states the others; `context` also needs the adapter's context members.
struct capabilities {
  error_policy policy = error_policy::first;
  bool context = false;               ///< tasks get a context that the first failure cancels
  bool cause = false;                 ///< the context reports the error that cancelled it
  bool zero_value = false;            ///< a group can also be constructed without a context
  bool parent = false;                ///< has a parent context that the driver can cancel
  bool deadline = false;              ///< the parent context can have a deadline
  bool limit = false;                 ///< has a limit of active tasks, set at construction or later
  bool set_limit = false;             ///< the limit can be changed between waits
  bool try_submit = false;            ///< has a submit that never blocks
  bool child_submit = false;          ///< a task may submit to its own group
  bool nesting = false;               ///< a task may open a group that is derived from its own
  bool joins = true;                  ///< wait returns after every task has ended (P01)
  bool repeat_wait = true;            ///< wait may be called repeatedly, and by several threads at a time
  bool reuse = true;                  ///< tasks may be submitted after a wait
  bool timed_wait = false;            ///< has a wait with a time-out
  bool callbacks = false;             ///< the context runs registered callbacks when it is cancelled
  bool abnormal_exit = false;         ///< a task whose thread exits counts as failed (P48)
  bool joins_when_destroyed = false;  ///< the destructor cancels the context, then joins (P56)
  bool joins_threads = false;         ///< wait returns after the threads of the tasks have ended (P57)
  bool runs_after_cancel = true;      ///< a cancelled group still runs the tasks submitted to it (P19)
  bool ends_on_exception = false;     ///< an exception of a task ends the process (P47)
  /// A task may run as soon as it is submitted, and the driver can access the group. False: a program that
  /// runs its tasks inside wait and hides its group.
  bool starts_on_submit = true;
  bool thread_per_task = true;  ///< each submit creates a thread; a fault can make that creation fail
  bool explorable = true;       ///< its threads end within the case, so the scheduler can control them
  bool error_trees = false;     ///< errors are trees that can be searched (is, as)
  bool waits_on_conditions =
      true;                        ///< it blocks on condition variables, so spurious wake-ups can be injected
  std::uint32_t max_tasks = 64;    ///< the most tasks in the outermost group
  std::uint32_t concurrency = 64;  ///< how many bodies can certainly run at the same time
  std::int32_t fixed_limit = -1;   ///< a limit that is built into the subject; -1: none

  friend bool operator==(const capabilities&, const capabilities&) = default;
};

}  // namespace gauntlet::plan
