#include <fmt/format.h>

#include <algorithm>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A task is active until its callable is gone (P54).
bool outlasts(const view& v, const task_view& task, const interval& call) {
  if (!task.body.ended() || v.before(call.end_ref, task.body.end_ref)) return true;
  return task.disposals.size() == 1 && v.before(call.end_ref, task.disposals.front());
}

const task_view* certainly_active(const view& v, const interval& call) {
  const auto found = std::find_if(v.tasks.begin(), v.tasks.end(), [&](const task_view& task) {
    if (task.group != 0 || !task.accepted) return false;
    const bool counted = v.before(task.submit.end_ref, call.begin_ref) ||
                         (task.body.begun() && v.before(task.body.begin_ref, call.begin_ref));
    return counted && outlasts(v, task, call);
  });
  return found == v.tasks.end() ? nullptr : &*found;
}

judgement check(const view& v) {
  judgement out;
  for (const limit_view& call : v.limits) {
    if (!call.when.ended()) continue;
    const task_view* active = certainly_active(v, call.when);
    if (active == nullptr) continue;
    out.exercised = true;
    if (!call.accepted) continue;
    out.violations.push_back({"",
                              fmt::format("the limit was changed while {} was active", name_of(*active)),
                              {call.when.begin_ref, call.when.end_ref}});
  }
  return out;
}

}  // namespace

const property p32_set_limit_while_active{
    "P32", "set-limit-while-active", "The limit can't be changed while a task is active, limited or not.",
    needs_set_limit, check};

}  // namespace gauntlet::check
