#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: no task of the group failed before the wait() returned, or every failure certainly came later.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (failure_possible_by(v, group, wait)) return;
    out.exercised = true;
    if (wait.leaf_count == 0) return;
    if (reports_nil_error(wait)) {
      out.violations.push_back({"",
                                fmt::format("{} returned an error, although no task had failed. {}",
                                            name_of(wait), nil_became_error),
                                {wait.when.end_ref}});
      return;
    }
    const auto what = wait.leaves.empty() ? "an error" : name_of_error(wait.leaves.front().error);
    out.violations.push_back({"",
                              fmt::format("{} returned {}, although no task had failed. Only the failure of "
                                          "a task may make wait() return an error; a cancellation may not.",
                                          name_of(wait), what),
                              {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p10_no_phantom_error{
    "P10", "no-phantom-error", "wait() returns no error if no task failed, even if the group was cancelled.",
    applies, check};

}  // namespace gauntlet::check
