#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// Which error a group reports when it is waited for.
enum class error_policy : std::uint8_t {
  first,  ///< fail-fast: the first error recorded wins
  all,    ///< collect-all: every error, in index order
};

/// What a subject can do and what it promises. Plans are made to fit it, and a property that needs what is
/// missing is *not applicable*. Most members are detected from the adapter's shape
/// (gauntlet/detail/adapter.hpp); an adapter states the rest.
struct capabilities {
  error_policy policy = error_policy::first;
  bool context = false;               ///< gives its tasks a context that the first failure cancels
  bool cause = false;                 ///< that context tells the error which cancelled it
  bool zero_value = false;            ///< can be made without a context, too
  bool parent = false;                ///< has a parent context which the driver can cancel
  bool deadline = false;              ///< that parent can have a deadline
  bool limit = false;                 ///< can be created with, or set to, a limit of active tasks
  bool set_limit = false;             ///< the limit can be changed between waits
  bool try_submit = false;            ///< has a submit that never blocks
  bool child_submit = false;          ///< a task may submit to its own group
  bool nesting = false;               ///< a task may open a group derived from its own
  bool joins = true;                  ///< wait returns after every task has ended (P01)
  bool repeat_wait = true;            ///< wait may be called again, and by several threads
  bool reuse = true;                  ///< tasks may be submitted again after a wait
  bool timed_wait = false;            ///< has a wait that gives up after a time
  bool callbacks = false;             ///< its context runs callbacks when it is cancelled
  bool abnormal_exit = false;         ///< a task whose thread is made to exit ends as an error (P48)
  bool joins_when_destroyed = false;  ///< its destructor joins, and cancels its context before (P56)
  bool joins_threads = false;         ///< wait returns after the threads of its tasks have ended (P57)
  bool runs_after_cancel = true;      ///< a cancelled group still runs what is submitted to it (P19)
  bool ends_on_exception = false;     ///< an exception of a task ends the process (P47)
  bool starts_on_submit =
      true;                     ///< a task may run as soon as it is submitted, and the driver sees the group;
                                ///< false: a program that runs its tasks inside wait and hides its group
  bool thread_per_task = true;  ///< each submit creates a thread, whose creation can be made to fail
  bool explorable = true;       ///< its threads live no longer than a case, so that they can be controlled
  bool error_trees = false;     ///< errors are trees that can be searched (is, as)
  bool waits_on_conditions = true;  ///< it blocks on condition variables, which may wake for no reason
  std::uint32_t max_tasks = 64;     ///< tasks that the outermost group can hold
  std::uint32_t concurrency = 64;   ///< bodies that can surely run at the same time
  std::int32_t fixed_limit = -1;    ///< a limit that is part of the subject and can't be changed; -1: none

  friend bool operator==(const capabilities&, const capabilities&) = default;
};

}  // namespace gauntlet::plan
