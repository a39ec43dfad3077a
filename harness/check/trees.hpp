#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/check/view.hpp"

// The error trees that the plan and the error policy imply. A task's own error has the tree of its
// error_shape, if it was returned; the other errors of tasks are leaves. A group returns each of them
// unchanged: under the policy `first` the error of one task, and under the policy `all` one join with the
// error of each failed task, also if exactly one failed.
namespace gauntlet::check {

/// Returns the tree of an error of this shape.
[[nodiscard]] std::vector<tree_node> tree_of_shape(plan::error_shape shape);
/// Returns the node of a join with this number of errors.
[[nodiscard]] constexpr tree_node join_of(std::uint32_t causes) {
  return {history::node_kind::joined, history::wrap_words::other, causes};
}
/// Returns the tree of this error as its task made it. An error that a task forwards from a nested group is
/// that of a task of the nested group. Requires: a task failed with this error.
[[nodiscard]] std::vector<tree_node> tree_of_error(const view& v, std::uint32_t error);

/// Returns the tree that the result should have, given the leaves that it has. Returns nullopt if the leaves
/// themselves are incorrect or incomplete; other checks judge them.
[[nodiscard]] std::optional<std::vector<tree_node>> expected_tree(const view& v, const wait_view& wait);

/// The result of a comparison of a result's tree with the expected one.
enum class tree_match : std::uint8_t {
  unknown,     ///< the adapter does not read the tree, or it is not known which one is expected
  same,        ///< both are the same
  no_join,     ///< the join of a collect-all group is missing; the error in it is as expected
  other_join,  ///< the join of a collect-all group has another number of errors
  task_error   ///< they differ in the error of a task
};
[[nodiscard]] tree_match compare_trees(const view& v, const wait_view& wait);

/// Returns the tree as text: "join(error 0, wrap(error 2))". Each leaf takes the next id; if there are too
/// few, it is "?".
[[nodiscard]] std::string text_of_tree(const std::vector<tree_node>& nodes, const std::vector<leaf>& leaves);
/// Returns a sentence that tells both trees. Requires: the trees differ.
[[nodiscard]] std::string difference_of_trees(const view& v, const wait_view& wait);

}  // namespace gauntlet::check
