#include "harness/check/trees.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

using history::node_kind;
using history::wrap_words;

constexpr tree_node leaf_node{};
constexpr tree_node wrap(wrap_words words) { return {node_kind::wrapped, words, 1}; }

/// Returns the number of leaves.
std::size_t leaves_in(const std::vector<tree_node>& nodes) {
  return static_cast<std::size_t>(std::count_if(
      nodes.begin(), nodes.end(), [](const tree_node& node) { return node.kind == node_kind::leaf; }));
}

void append(std::vector<tree_node>& to, const std::vector<tree_node>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Returns the tree of this error with the wraps that the subject documents; nullopt if no task of the group
/// failed with it.
std::optional<std::vector<tree_node>> tree_in_result(const view& v, const wait_view& wait,
                                                     std::uint32_t error) {
  if (failed_with(v, v.groups[wait.group], error) == nullptr) return std::nullopt;
  std::vector<tree_node> tree(wait.tree->documented_wraps, wrap(wrap_words::documented));
  append(tree, tree_of_error(v, error));
  return tree;
}

/// Returns the trees of the errors of the tasks in the result; nullopt if the leaves are not those of failed
/// tasks.
std::optional<std::vector<std::vector<tree_node>>> trees_of_tasks(const view& v, const wait_view& wait) {
  std::vector<std::vector<tree_node>> trees;
  for (std::size_t at = 0; at < wait.leaves.size();) {
    const auto id = wait.leaves[at].error;
    auto tree = tree_in_result(v, wait, id);
    if (!tree) return std::nullopt;
    const auto end = at + leaves_in(*tree);
    for (; at < end; ++at)
      if (at == wait.leaves.size() || wait.leaves[at].error != id) return std::nullopt;
    trees.push_back(std::move(*tree));
  }
  return trees;
}

/// Writes the node at `at` and those below it. Advances `at` and `next` behind what it wrote.
// NOLINTNEXTLINE(misc-no-recursion): the depth is that of the tree
std::string text_at(const std::vector<tree_node>& nodes, const std::vector<leaf>& leaves, std::size_t& at,
                    std::size_t& next) {
  if (at == nodes.size()) return "?";
  const tree_node node = nodes[at++];
  if (node.kind == node_kind::leaf)
    return next < leaves.size() ? name_of_error(leaves[next++].error) : std::string("?");
  std::string inside;
  for (std::uint32_t i = 0; i < node.causes; ++i)
    inside += (i == 0 ? "" : ", ") + text_at(nodes, leaves, at, next);
  return fmt::format("{}({})", node.kind == node_kind::joined ? "join" : "wrap", inside);
}

}  // namespace

std::vector<tree_node> tree_of_shape(plan::error_shape shape) {
  switch (shape) {
    case plan::error_shape::leaf:
      return {leaf_node};
    case plan::error_shape::wrapped:
      return {wrap(wrap_words::outer), wrap(wrap_words::inner), leaf_node};
    case plan::error_shape::joined:
      return {join_of(2), leaf_node, join_of(2), leaf_node, wrap(wrap_words::one_of_two), leaf_node};
  }
  return {};
}

std::vector<tree_node> tree_of_error(const view& v, std::uint32_t error) {
  if (error >= v.tasks.size()) return {leaf_node};
  const task_view& made_by = v.tasks[error];
  const bool returned = made_by.outcome == history::outcome::failed && made_by.error == error;
  return returned ? tree_of_shape(v.plan.tasks[error].shape) : std::vector<tree_node>{leaf_node};
}

std::optional<std::vector<tree_node>> expected_tree(const view& v, const wait_view& wait) {
  if (!wait.tree || wait.leaves.empty() || wait.leaf_count != wait.leaves.size()) return std::nullopt;
  if (v.plan.policy == plan::error_policy::first) return tree_in_result(v, wait, wait.leaves.front().error);
  const auto trees = trees_of_tasks(v, wait);
  if (!trees) return std::nullopt;
  std::vector<tree_node> expected{join_of(static_cast<std::uint32_t>(trees->size()))};
  for (const auto& tree : *trees) append(expected, tree);
  return expected;
}

tree_match compare_trees(const view& v, const wait_view& wait) {
  const auto expected = expected_tree(v, wait);
  if (!expected) return tree_match::unknown;
  if (wait.tree->nodes == *expected && wait.leaves.size() == leaves_in(*expected)) return tree_match::same;
  if (v.plan.policy == plan::error_policy::first || wait.tree->nodes.front() == expected->front())
    return tree_match::task_error;
  const bool only_the_join =
      std::equal(wait.tree->nodes.begin(), wait.tree->nodes.end(), expected->begin() + 1, expected->end());
  return only_the_join ? tree_match::no_join : tree_match::other_join;
}

std::string text_of_tree(const std::vector<tree_node>& nodes, const std::vector<leaf>& leaves) {
  std::size_t at = 0, next = 0;
  return text_at(nodes, leaves, at, next);
}

std::string difference_of_trees(const view& v, const wait_view& wait) {
  const auto expected = expected_tree(v, wait);
  const auto was = text_of_tree(wait.tree->nodes, wait.leaves);
  const auto should_be = text_of_tree(*expected, wait.leaves);
  if (was == should_be)
    return fmt::format(
        "The error tree that {} returned is {}, but the words of a wrap are not those that were "
        "given to it.",
        name_of(wait), was);
  return fmt::format("The error tree that {} returned is {}, but it should be {}.", name_of(wait), was,
                     should_be);
}

}  // namespace gauntlet::check
