#pragma once

#include <cstddef>
#include <cstdint>

namespace gauntlet::schedule {

/// What the threads of this process and of its child processes do at one moment.
struct process_activity {
  bool asleep = true;             ///< every thread sleeps
  bool symbolizer_awake = false;  ///< a child process is a symbolizer that does not sleep
  std::uint64_t switches = 0;     ///< a hash of the threads and of their numbers of context switches
};

/// Calls visit(to, id) for each thread of this process other than its first one.
void for_each_other_thread(void (*visit)(void* to, int id), void* to);

/// Calls visit(to, id) for each child process of this process.
void for_each_child_process(void (*visit)(void* to, long id), void* to);
/// Returns whether the process is a symbolizer, which a sanitizer starts once and keeps.
[[nodiscard]] bool is_symbolizer(long process);

/// Reads the activity from /proc. The threads in `except`, in ascending order, are not counted. Child
/// processes are counted, because a sanitizer that reports waits for its symbolizer. Allocates nothing and
/// makes system calls only, so that the watchdog does not change the heap of the subject.
[[nodiscard]] process_activity read_activity(const int* except, std::size_t count);

}  // namespace gauntlet::schedule
