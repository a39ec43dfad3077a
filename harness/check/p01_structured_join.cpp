#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!v.joined(task, wait)) continue;
      out.exercised = true;
      if (!task.body.begun()) continue;  // P02's affair
      if (task.body.ended() && possibly_before(v, task.body.end_ref, wait.when.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned while {} was still running", name_of(wait), name_of(task)),
           {task.body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

const property p01_structured_join{
    "P01", "structured-join",
    "When wait returns, every task that it joins has ended, and so have the tasks which those submitted.",
    needs_joins, check};

}  // namespace gauntlet::check
