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
    return fmt::format("returned an error also for tasks that had succeeded: {}", nil_became_error);
  const auto told = list(got);
  auto sorted = expected;
  std::sort(sorted.begin(), sorted.end());
  std::sort(got.begin(), got.end());
  const char* what = sorted == got ? "the errors are not in the order of their tasks"
                                   : "these are not the errors of the tasks that failed";
  return fmt::format("returned {} where {} was due: {}", told, list(expected), what);
}

// A failure that the wait joins must stand in the result; one that it may have seen can.
struct due {
  const task_view* task;
  bool must;
};

std::vector<due> due_in(const view& v, const group_view& group, const wait_view& wait) {
  const auto joined = joined_failures(v, group, wait);
  std::vector<due> all;
  for (const task_view* task : in_order_of_submission(failures_of(v, group)))
    if (possibly_before(v, task->body.end_ref, wait.when.end_ref))
      all.push_back({task, std::find(joined.begin(), joined.end(), task) != joined.end()});
  return all;
}

bool explains(const view& v, const std::vector<due>& all, const std::vector<std::uint32_t>& got) {
  std::vector<bool> reached(got.size() + 1,
                            false);  // so many of the result are explained by the tasks so far
  reached[0] = true;
  for (const due& each : all) {
    const auto count = static_cast<std::size_t>(leaf_count_of(v.plan, *each.task));
    auto next = each.must ? std::vector<bool>(reached.size(), false) : reached;
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
    if (wait.leaf_count != wait.leaves.size()) return;  // more than were recorded
    const auto all = due_in(v, group, wait);
    const auto got = ids_of(wait);
    out.exercised = out.exercised || !all.empty();
    if (all.empty() || explains(v, all, got)) return;  // the former: P10
    std::vector<std::uint32_t> expected;
    for (const due& each : all)
      if (each.must)
        expected.insert(expected.end(), static_cast<std::size_t>(leaf_count_of(v.plan, *each.task)),
                        each.task->error);
    if (got.empty()) return;  // P09
    out.violations.push_back(
        {"", fmt::format("{} {}", name_of(wait), difference(expected, got)), {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p43_join_result{
    "P43", "join-result",
    "The result is exactly the errors of the tasks that failed, each once, in "
    "index order, and none where all succeeded.",
    needs_all, check};

}  // namespace gauntlet::check
