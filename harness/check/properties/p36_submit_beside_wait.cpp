#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* task : certainly_joined(v, group, wait)) {
      if (v.joined(*task, wait)) continue;  // P01, P34
      out.exercised = true;
      if (!certainly_running_after(v, *task, wait)) continue;
      out.violations.push_back(
          {"",
           fmt::format(
               "{} returned while {} was still running, which had been submitted while the group had tasks "
               "that this wait joins",
               name_of(wait), name_of(*task)),
           {task->submit.begin_ref, task->body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p36_submit_beside_wait{
    "P36", "submit-beside-wait",
    "A wait joins what is submitted while it waits, where the group can't have been empty meanwhile.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_joins(can).empty() ? needs_reuse(can) : needs_joins(can);
    },
    check};

}  // namespace gauntlet::check
