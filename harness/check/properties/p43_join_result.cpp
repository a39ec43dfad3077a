#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

std::vector<std::uint32_t> ids_of(const wait_view& wait) {
  std::vector<std::uint32_t> ids;
  for (const leaf& leaf : wait.leaves) ids.push_back(leaf.error);
  return ids;
}

std::string difference(const std::vector<std::uint32_t>& expected, std::vector<std::uint32_t> got) {
  const auto list = [](const std::vector<std::uint32_t>& ids) {
    std::string text;
    for (const auto id : ids) text += (text.empty() ? "" : ", ") + name_of_error(id);
    return text.empty() ? std::string("no error") : text;
  };
  if (std::find(got.begin(), got.end(), history::id_of_nil) != got.end())
    return fmt::format("returned an error for a task that had succeeded. {}", nil_became_error);
  const auto returned = list(got);
  auto sorted = expected;
  std::sort(sorted.begin(), sorted.end());
  std::sort(got.begin(), got.end());
  if (sorted == got)
    return fmt::format(
        "returned {}, but in the order of the tasks the errors are {}. The result must keep that order.",
        returned, list(expected));
  const auto rule = "The result must contain the error of each failed task once, and no other error.";
  if (expected.empty()) return fmt::format("returned {}. {}", returned, rule);
  return fmt::format("returned {}, but the errors of the failed tasks that it joins are: {}. {}", returned,
                     list(expected), rule);
}

// A failure that the result must or may contain. It must contain the failure of a task that the wait()
// certainly joins. It may contain the failure of any other task that possibly ended before the wait()
// returned.
struct candidate {
  const task_view* task;
  bool required;
};

std::vector<candidate> candidates_in(const view& v, const group_view& group, const wait_view& wait) {
  const auto joined = joined_failures(v, group, wait);
  std::vector<candidate> all;
  for (const task_view* task : in_order_of_submission(failures_of(v, group)))
    if (possibly_before(v, task->body.end_ref, wait.when.end_ref))
      all.push_back({task, std::find(joined.begin(), joined.end(), task) != joined.end()});
  return all;
}

// Returns whether some choice of the optional failures gives exactly this result, in the order of the tasks.
// The result is a violation only if no choice does.
bool explains(const view& v, const std::vector<candidate>& all, const std::vector<std::uint32_t>& got) {
  // reached[n]: the tasks so far can explain the first n errors of the result.
  std::vector<bool> reached(got.size() + 1, false);
  reached[0] = true;
  for (const candidate& each : all) {
    const auto count = static_cast<std::size_t>(leaf_count_of(v.plan, *each.task));
    auto next = each.required ? std::vector<bool>(reached.size(), false) : reached;
    for (std::size_t at = 0; at + count <= got.size(); ++at)
      if (reached[at] && std::all_of(got.begin() + static_cast<std::ptrdiff_t>(at),
                                     got.begin() + static_cast<std::ptrdiff_t>(at + count),
                                     [&](std::uint32_t id) { return id == each.task->error; }))
        next[at + count] = true;
    reached = std::move(next);
  }
  return reached.back();
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (wait.leaf_count != wait.leaves.size()) return;  // not all errors were recorded
    const auto all = candidates_in(v, group, wait);
    const auto got = ids_of(wait);
    out.exercised = out.exercised || !all.empty();
    if (all.empty() || explains(v, all, got)) return;  // without a failure: P10
    std::vector<std::uint32_t> expected;
    for (const candidate& each : all)
      if (each.required)
        expected.insert(expected.end(), static_cast<std::size_t>(leaf_count_of(v.plan, *each.task)),
                        each.task->error);
    if (got.empty()) return;  // P09 judges it
    out.violations.push_back(
        {"", fmt::format("{} {}", name_of(wait), difference(expected, got)), {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p43_join_result{
    "P43", "join-result",
    "The result is exactly the errors of the tasks that failed, each once, in the order of the tasks.",
    needs_all, check};

}  // namespace gauntlet::check
