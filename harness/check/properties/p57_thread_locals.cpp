#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The test object is a thread_local of the task's thread whose destructor records an event. If a group joins
// its threads, that event comes before the return of the wait() that joins the task.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!task.body.ended() || !v.joined(task, wait)) continue;
      out.exercised = true;
      const bool gone =
          !task.locals_gone.empty() && possibly_before(v, task.locals_gone.front(), wait.when.end_ref);
      if (gone && task.locals_gone.size() == 1) continue;
      out.violations.push_back(
          {"",
           fmt::format(
               "{} returned, but by then the thread_local objects of the thread of {} had not been destroyed "
               "exactly once. This group joins its threads, so wait() must return only after that.",
               name_of(wait), name_of(task)),
           {task.body.end_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p57_thread_locals{
    "P57", "thread-locals",
    "A task's thread destroys its thread_local objects once, before the wait() that joins the task returns.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.joins_threads ? ""
                               : "its threads are detached or belong to a pool, so they may outlive wait()";
    },
    check};

}  // namespace gauntlet::check
