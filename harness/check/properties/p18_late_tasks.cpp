#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns the event after which `later` must show the cancellation that `earlier` showed: the submission of
// the observing task, or the opening of the nested group. Returns nullopt if `later` belongs to neither a
// task of the same group nor a group nested in it.
std::optional<event_ref> must_show_from(const view& v, const observation& earlier, const observation& later) {
  if (later.group == earlier.group) {
    if (!later.task) return std::nullopt;
    return v.tasks[*later.task].submit.begin_ref;
  }
  for (std::uint32_t g = later.group; v.groups[g].opened_by;) {
    const event_ref opened = v.groups[g].nest.begin_ref;
    g = v.tasks[*v.groups[g].opened_by].group;
    if (g == earlier.group) return opened;
  }
  return std::nullopt;
}

// Certain: the cancellation was observed before the task was submitted or the nested group was opened, by
// program order or by more than the clock error.
void judge_pair(const view& v, const observation& earlier, const observation& later, judgement& out) {
  const auto from = must_show_from(v, earlier, later);
  if (!from || !v.before(earlier.when.end_ref, *from)) return;
  out.exercised = out.exercised || !later.awaited || promise_of_await(v, later) == "P18";
  if (later.cancelled) return;
  out.violations.push_back(
      {"",
       later.group == earlier.group
           ? fmt::format(
                 "{} found its context not cancelled, although the cancellation of its group had been "
                 "observed before this task was submitted. A late task must observe it at its first check.",
                 name_of(v.tasks[*later.task]))
           : fmt::format("The context of nested group {} was not cancelled, although the cancellation of the "
                         "outer group had been observed before the nested group was opened.",
                         later.group),
       {earlier.when.end_ref, *from, later.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* earlier : observations_of(v, group)) {
      if (!earlier->cancelled) continue;
      for (const group_view& other : v.groups)
        for (const observation* later : observations_of(v, other)) judge_pair(v, *earlier, *later, out);
    }
  return out;
}

}  // namespace

extern const property p18_late_tasks{
    "P18", "late-tasks-observe-it",
    "A task that is submitted, or a group that is opened, after the cancellation observes it immediately.",
    needs_context, check};

}  // namespace gauntlet::check
