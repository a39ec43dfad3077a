#include <fmt/format.h>

#include <algorithm>

#include "harness/check/catalogue.hpp"
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
  const auto told = list(got);
  auto sorted = expected;
  std::sort(sorted.begin(), sorted.end());
  std::sort(got.begin(), got.end());
  const char* what = sorted == got ? "the errors are not in the order of their tasks"
                                   : "these are not the errors of the tasks that failed";
  return fmt::format("returned {} where {} was due: {}", told, list(expected), what);
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const bool all_joined = std::all_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
      return !v.tasks[index].accepted || v.joined(v.tasks[index], wait) ||
             v.before(wait.when.end_ref, v.tasks[index].submit.begin_ref);
    });
    if (!all_joined || wait.leaf_count != wait.leaves.size())
      return;  // misuse (P36); or more leaves than were recorded
    std::vector<std::uint32_t> expected;
    for (const task_view* failed : joined_failures(v, group, wait))
      expected.insert(expected.end(), static_cast<std::size_t>(leaves_of(v.plan, *failed)), failed->error);
    out.exercised = out.exercised || !expected.empty();
    const auto got = ids_of(wait);
    if (got == expected || (got.empty() && !expected.empty())) return;  // none at all: P09
    if (expected.empty()) return;                                       // P10
    out.violations.push_back(
        {"", fmt::format("{} {}", name_of(wait), difference(expected, got)), {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

const property p43_join_result{"P43", "join-result",
                               "The result is exactly the errors of the tasks that failed, each once, in "
                               "index order, and none where all succeeded.",
                               needs_all, check};

}  // namespace gauntlet::check
