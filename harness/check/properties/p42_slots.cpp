#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether one of these errors could replace another one.
bool have_two_errors(const std::vector<const task_view*>& failed) {
  return std::any_of(failed.begin(), failed.end(),
                     [&](const task_view* task) { return task->error != failed.front()->error; });
}

// Certain without any clock: one error is in the result too often, and an error of a joined task is missing.
// The likely reason is that two tasks used one slot; the sentence only suggests it.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto count = [&](std::uint32_t error) {
      return std::count_if(wait.leaves.begin(), wait.leaves.end(),
                           [&](const leaf& leaf) { return leaf.error == error; });
    };
    const task_view *repeated = nullptr, *missing = nullptr;
    const auto joined = joined_failures(v, group, wait);
    out.exercised = out.exercised || (!wait.leaves.empty() && have_two_errors(joined));
    for (const task_view* failed : joined) {
      if (count(failed->error) == 0) missing = failed;
      if (count(failed->error) > leaf_count_of(v.plan, *failed) && failed->error != history::id_abandoned)
        repeated = failed;
    }
    if (repeated == nullptr || missing == nullptr) return;
    out.violations.push_back(
        {"",
         fmt::format("The result of {} contains {} of {} too often, and {} of {} is missing. Each task must "
                     "store its error in its own slot; check whether two tasks write to the same one.",
                     name_of(wait), name_of_error(repeated->error), name_of(*repeated),
                     name_of_error(missing->error), name_of(*missing)),
         {missing->body.end_ref, wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p42_slots{
    "P42", "slots", "Each task stores its error in its own slot, and no other task overwrites it.", needs_all,
    check};

}  // namespace gauntlet::check
