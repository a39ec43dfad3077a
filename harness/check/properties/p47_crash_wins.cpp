#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!task.body.ended() || task.outcome != history::outcome::raised) continue;
      out.exercised = true;
      if (!v.joined(task, wait) || !possibly_before(v, task.body.end_ref, wait.when.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} threw, which ends the process, and yet {} returned", name_of(task), name_of(wait)),
           {task.body.end_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p47_crash_wins{
    "P47", "crash-wins", "Where an exception ends the process, no wait returns after it was thrown.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.ends_on_exception ? "" : "an exception of a task is an error to it (P46)";
    },
    check};

}  // namespace gauntlet::check
