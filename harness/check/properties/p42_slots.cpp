#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto count = [&](std::uint32_t error) {
      return std::count_if(wait.leaves.begin(), wait.leaves.end(),
                           [&](const leaf& leaf) { return leaf.error == error; });
    };
    const task_view *twice = nullptr, *missing = nullptr;
    for (const task_view* failed : joined_failures(v, group, wait)) {
      out.exercised = true;
      if (count(failed->error) == 0) missing = failed;
      if (count(failed->error) > leaf_count_of(v.plan, *failed) && failed->error != history::id_abandoned)
        twice = failed;
    }
    if (twice == nullptr || missing == nullptr) return;
    out.violations.push_back(
        {"",
         fmt::format(
             "{} of {} stands in the result twice and {} of {} is missing: a slot was written by two tasks",
             name_of_error(twice->error), name_of(*twice), name_of_error(missing->error), name_of(*missing)),
         {missing->body.end_ref, wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p42_slots{
    "P42", "slots", "A task's error lies in the task's own slot: none is overwritten by another task's.",
    needs_all, check};

}  // namespace gauntlet::check
