#include <fmt/format.h>

#include <algorithm>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"
#include "harness/history/error_of_nothing.hpp"

namespace gauntlet::check {
namespace {

bool made_of_nothing(const wait_view& wait) {
  return std::any_of(wait.leaves.begin(), wait.leaves.end(),
                     [](const leaf& leaf) { return leaf.error == history::id_of_nothing; });
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (failure_possible_by(v, group, wait)) return;
    out.exercised = true;
    if (wait.leaf_count == 0) return;
    if (made_of_nothing(wait)) {
      out.violations.push_back({"",
                                fmt::format("{} returned an error, but no task had failed: {}", name_of(wait),
                                            history::how_nothing_became_an_error),
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

const property p10_no_phantom_error{"P10", "no-phantom-error",
                                    "Where no task failed, wait returns no error, whatever was cancelled.",
                                    applies, check};

}  // namespace gauntlet::check
