#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_timeout(const timeout_view& timeout, judgement& out) {
  out.exercised = true;
  if (timeout.waited_us >= timeout.after_us) return;
  out.violations.push_back(
      {"",
       fmt::format("a wait of {} us at most gave up after {} us", timeout.after_us, timeout.waited_us),
       {timeout.when.begin_ref, timeout.when.end_ref}});
}

void judge_later(const view& v, const group_view& group, const wait_view& wait, judgement& out) {
  for (const timeout_view& timeout : group.timeouts)
    for (const task_view* failed : joined_failures(v, group, wait)) {
      const bool lost = wait.leaf_count == 0 && v.before(timeout.when.end_ref, wait.when.begin_ref) &&
                        possibly_before(v, failed->body.end_ref, wait.when.end_ref);
      if (!lost) continue;
      out.violations.push_back(
          {"",
           fmt::format("a wait gave up, {} failed, and the next wait returned no error", name_of(*failed)),
           {timeout.when.end_ref, failed->body.end_ref, wait.when.end_ref}});
      return;
    }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    for (const timeout_view& timeout : group.timeouts) judge_timeout(timeout, out);
    for (const wait_view& wait : group.waits)
      if (wait.when.ended()) judge_later(v, group, wait, out);
  }
  return out;
}

}  // namespace

extern const property p60_timed_wait{
    "P60", "timed-wait",
    "A wait gives up no earlier than its time, and loses nothing: a later one joins, and tells every error.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.timed_wait ? "" : "it has no wait that gives up after a time";
    },
    check};

}  // namespace gauntlet::check
