#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// That the exit gives back its permit and is counted down at all is seen by the watchdog: diagnose_hang names
// it.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (failed->outcome != history::outcome::exited) continue;
      out.exercised = true;
      if (wait.leaf_count > 0 || !possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned no error, but the thread of {} had been made to exit", name_of(wait),
                       name_of(*failed)),
           {failed->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p48_abnormal_exit{
    "P48", "abnormal-exit", "A task whose thread is made to exit ends like any other, and as an error.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.abnormal_exit ? "" : "its tasks must not make their threads exit";
    },
    check};

}  // namespace gauntlet::check
