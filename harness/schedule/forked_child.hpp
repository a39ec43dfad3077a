#pragma once

#include <cstdint>

/// Processes that a process of the harness has forked. Such a child has only the thread that forked, and
/// shares memory and descriptors with its parent. It may run code of the subject, call exec and exit, but it
/// must not continue as a part of the harness.
namespace gauntlet::schedule {

/// From now on each child that this process forks is a forked child: it is not under control, and
/// `end_if_forked_child` ends it. A forked child that calls this function itself is one no longer. Threading:
/// one thread.
void watch_forks();
/// Returns whether this process was forked by a process that watches forks, with fork or with clone.
[[nodiscard]] bool in_forked_child();
/// Ends a forked child with exit code 0, without exit handlers. Has no effect in any other process.
void end_if_forked_child();

/// Makes this process the parent of the orphans among its descendants, so that `end_child_processes` finds
/// them.
void adopt_orphans();
/// Kills and reaps the children of this process, and their descendants after `adopt_orphans`. Leaves the
/// symbolizer of a sanitizer alone. Returns how many there were, with those that had already ended and were
/// not waited for. Gives up after about one second. Costs one system call if there are no children.
/// Threading: no other thread may wait for a child at the same time.
std::uint32_t end_child_processes();

}  // namespace gauntlet::schedule
