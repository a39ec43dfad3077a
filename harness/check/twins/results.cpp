#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"
#include "harness/check/twins/edits.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check::twins {
namespace {

void with_result(const recorded& of, const wait_view& wait, const std::vector<leaf>& leaves,
                 const visit_twin& visit) {
  twin t{of, false, {}};
  set_result(t.changed, wait, leaves);
  std::string text;
  for (const leaf& leaf : leaves) text += (text.empty() ? "" : ", ") + name_of_error(leaf.error);
  t.change = fmt::format("{} at {} returns {}", name_of(wait), wait.when.end,
                         text.empty() ? std::string("no error") : text);
  visit(t);
}

/// Calls `change(wait, leaves)` for each wait that returned an error. It returns whether the changed leaves
/// make a twin.
template <class F>
void with_changed_leaves(const recorded& of, const view& v, const visit_twin& visit, F change) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    auto leaves = wait.leaves;
    if (!leaves.empty() && change(group, wait, leaves)) with_result(of, wait, leaves, visit);
  });
}

}  // namespace

void another_error(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* other : failures_of(v, group))
      if (!wait.leaves.empty() && wait.leaves.front().error != other->error)
        with_result(of, wait, result_of(of, *other), visit);
  });
}

void no_error(const recorded& of, const view& v, const visit_twin& visit) {
  with_changed_leaves(of, v, visit, [](const group_view&, const wait_view&, std::vector<leaf>& leaves) {
    leaves.clear();
    return true;
  });
}

void phantom_error(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    if (wait.leaf_count == 0) with_result(of, wait, {{history::id_canceled, {}}}, visit);
  });
}

void nil_result(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    with_result(of, wait, {{history::id_of_nil, {}}}, visit);
  });
}

void damaged_error(const recorded& of, const view& v, const visit_twin& visit) {
  with_changed_leaves(of, v, visit, [](const group_view&, const wait_view&, std::vector<leaf>& leaves) {
    leaves.back().state = history::leaf_state::damaged;
    return true;
  });
}

void lost_error(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* lost : failures_of(v, group)) {
      auto leaves = wait.leaves;
      std::erase_if(leaves, [&](const leaf& leaf) { return leaf.error == lost->error; });
      if (leaves.size() < wait.leaves.size()) with_result(of, wait, leaves, visit);
    }
  });
}

void invented_error(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    auto leaves = wait.leaves;
    leaves.push_back({history::id_unknown, {}});
    with_result(of, wait, leaves, visit);
  });
}

void shared_slot(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    for (const leaf& lost : wait.leaves)
      for (const leaf& instead : wait.leaves) {
        if (lost.error == instead.error) continue;
        auto leaves = wait.leaves;
        std::replace_if(
            leaves.begin(), leaves.end(), [&](const leaf& leaf) { return leaf.error == lost.error; },
            instead);
        with_result(of, wait, leaves, visit);
      }
  });
}

void returned_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for (const group_view& group : v.groups)
    for (const wait_view& wait : group.waits) {
      if (wait.when.ended()) continue;
      twin t{of, false, fmt::format("{} returns", name_of(wait))};
      auto& log = t.changed.history.logs[wait.when.begin_ref.log];
      log.push_back({history::event_kind::wait_end, log.back().actor, history::none, wait.group, 0,
                     certainly_after_all(of)});
      visit(t);
    }
}

void failed_search(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    if (!wait.failed_search) return;
    twin t{of, false, fmt::format("a search in the result of {} fails", name_of(wait))};
    event_at(t.changed, wait.search_ref).extra = 1;
    visit(t);
  });
}

}  // namespace gauntlet::check::twins
