#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the wait() joins the task, so the failure is recorded before the wait() returns. P01 judges a body
// that certainly ended after the return.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (failed->outcome == history::outcome::exited) continue;  // P48
      if (!possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.exercised = true;
      if (wait.leaf_count > 0) continue;
      out.violations.push_back({"",
                                fmt::format("{} returned no error, although {} failed. wait() joins this "
                                            "task, so it must return an error.",
                                            name_of(wait), name_of(*failed)),
                                {failed->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p09_no_lost_error{
    "P09", "no-lost-error", "wait() returns an error if a task that it joined failed.", applies, check};

}  // namespace gauntlet::check
