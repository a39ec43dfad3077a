#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// The thread that waits measures both times itself, so no clock error between threads matters.
void judge_timeout(const timeout_view& timeout, judgement& out) {
  out.exercised = out.exercised || timeout.after_us > 0;
  if (timeout.waited_us >= timeout.after_us) return;
  out.violations.push_back({"",
                            fmt::format("A timed wait() timed out after {} us, although its timeout was {} "
                                        "us. It must not time out early.",
                                        timeout.waited_us, timeout.after_us),
                            {timeout.when.begin_ref, timeout.when.end_ref}});
}

// Certain for the same reasons as P09.
void judge_later(const view& v, const group_view& group, const wait_view& wait, judgement& out) {
  for (const timeout_view& timeout : group.timeouts)
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (!v.before(timeout.when.end_ref, wait.when.begin_ref) ||
          !possibly_before(v, failed->body.end_ref, wait.when.end_ref))
        continue;
      out.exercised = true;
      if (wait.leaf_count > 0) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned no error, although {} failed. An earlier wait() had timed out; it must "
                       "not discard errors that a later wait() must return.",
                       name_of(wait), name_of(*failed)),
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
  out.exercised = out.exercised || promises_a_wait(v, "P60");
  return out;
}

}  // namespace

extern const property p60_timed_wait{"P60", "timed-wait",
                                     "A timed wait() does not time out early, and a later wait() still joins "
                                     "the tasks and returns their errors.",
                                     [](const plan::capabilities& can) -> std::string_view {
                                       return can.timed_wait ? "" : "it has no timed wait()";
                                     },
                                     check};

}  // namespace gauntlet::check
