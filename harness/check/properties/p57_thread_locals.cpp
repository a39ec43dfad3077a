#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

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
           fmt::format("{} returned before the thread_locals of {}'s thread were destroyed, once",
                       name_of(wait), name_of(task)),
           {task.body.end_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p57_thread_locals{
    "P57", "thread-locals", "When wait returns, the thread_locals of the tasks' threads are destroyed.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.joins_threads ? "" : "its threads are detached or a pool's, and may outlive a wait";
    },
    check};

}  // namespace gauntlet::check
