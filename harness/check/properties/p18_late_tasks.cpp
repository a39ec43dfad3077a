#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// When the looks of this group begin to be late: at the submit of the looking task, or when the group was
// opened.
std::optional<event_ref> birth_after(const view& v, const observation& seen, const observation& look) {
  if (look.group == seen.group) {
    if (!look.task) return std::nullopt;
    return v.tasks[*look.task].submit.begin_ref;
  }
  for (std::uint32_t g = look.group; v.groups[g].opened_by;) {
    const event_ref opened = v.groups[g].nest.begin_ref;
    g = v.tasks[*v.groups[g].opened_by].group;
    if (g == seen.group) return opened;
  }
  return std::nullopt;
}

void judge_pair(const view& v, const observation& seen, const observation& look, judgement& out) {
  const auto birth = birth_after(v, seen, look);
  if (!birth || !v.before(seen.when.end_ref, *birth)) return;
  out.exercised = true;
  if (look.cancelled) return;
  out.violations.push_back(
      {"",
       fmt::format(
           "the context had been seen cancelled before {} was submitted, yet it looked and saw nothing",
           look.task ? name_of(v.tasks[*look.task]) : "a nested group"),
       {seen.when.end_ref, *birth, look.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* seen : observations_of(v, group)) {
      if (!seen->cancelled) continue;
      for (const group_view& other : v.groups)
        for (const observation* look : observations_of(v, other)) judge_pair(v, *seen, *look, out);
    }
  return out;
}

}  // namespace

extern const property p18_late_tasks{
    "P18", "late-tasks-see-it",
    "A task that is submitted, or a group that is opened, after the cancellation sees it at its first look.",
    needs_context, check};

}  // namespace gauntlet::check
