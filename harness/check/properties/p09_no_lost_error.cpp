#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (failed->outcome == history::outcome::exited) continue;  // P48
      out.exercised = true;
      if (wait.leaf_count > 0 || !possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned no error, but {} failed", name_of(wait), name_of(*failed)),
           {failed->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p09_no_lost_error{"P09", "no-lost-error",
                                        "Where a joined task failed, wait returns an error.", applies, check};

}  // namespace gauntlet::check
