#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (failure_possible_by(v, group, wait)) return;
    out.exercised = true;
    if (wait.leaf_count == 0) return;
    if (reports_nil_error(wait)) {
      out.violations.push_back(
          {"",
           fmt::format("{} returned an error, but no task had failed: {}", name_of(wait), nil_became_error),
           {wait.when.end_ref}});
      return;
    }
    const auto what = wait.leaves.empty() ? "an error" : name_of_error(wait.leaves.front().error);
    out.violations.push_back({"",
                              fmt::format("{} returned {}, but no task had failed", name_of(wait), what),
                              {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p10_no_phantom_error{
    "P10", "no-phantom-error", "Where no task failed, wait returns no error, whatever was cancelled.",
    applies, check};

}  // namespace gauntlet::check
