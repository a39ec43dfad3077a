#pragma once

#include <cstdint>
#include <vector>

#include "harness/check/view.hpp"

// The nodes of error trees, for tests.
namespace gauntlet::check::nodes {

using tree = std::vector<tree_node>;

inline constexpr tree_node leaf_node{};
[[nodiscard]] constexpr tree_node wrap(history::wrap_words words) {
  return {history::node_kind::wrapped, words, 1};
}
[[nodiscard]] constexpr tree_node join(std::uint32_t causes) {
  return {history::node_kind::joined, history::wrap_words::other, causes};
}
inline constexpr tree_node documented = wrap(history::wrap_words::documented);
/// The trees of plan::error_shape.
inline const tree wrapped{wrap(history::wrap_words::outer), wrap(history::wrap_words::inner), leaf_node};
inline const tree joined{join(2),  leaf_node, join(2), leaf_node, wrap(history::wrap_words::one_of_two),
                         leaf_node};

}  // namespace gauntlet::check::nodes
