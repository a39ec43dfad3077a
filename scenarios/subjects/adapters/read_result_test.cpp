#include "scenarios/subjects/adapters/read_result.hpp"

#include <gtest/gtest.h>

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace gauntlet::subjects {
namespace {

using history::leaf_state;
using history::node_kind;
using history::wrap_words;
using node = run::result::node;

error leaf(std::uint32_t id) { return error::of(run::failure(id)); }

run::result read(const error& e, const documented_wraps& documented = {}) {
  run::result out;
  read_result(e, out, documented);
  return out;
}
std::vector<node> nodes_of(const run::result& r) { return {r.nodes.begin(), r.nodes.begin() + r.node_count}; }

TEST(read_result, reads_nothing_of_an_empty_error) {
  const auto none = read({});
  EXPECT_EQ(none.count, 0u);
  EXPECT_EQ(none.node_count, 0u);
  EXPECT_FALSE(none.tree_checked);
}

TEST(read_result, reads_the_leaves_and_the_tree_in_pre_order) {
  const auto r = read(join({leaf(2), wrap("outer", wrap("inner", leaf(1)))}));
  EXPECT_EQ(r.count, 2u);
  EXPECT_EQ(r.leaves[0].id, 2u);
  EXPECT_EQ(r.leaves[1].id, 1u);
  EXPECT_EQ(nodes_of(r), (std::vector<node>{{node_kind::joined, wrap_words::other, 2},
                                            {node_kind::leaf, wrap_words::other, 0},
                                            {node_kind::wrapped, wrap_words::outer, 1},
                                            {node_kind::wrapped, wrap_words::inner, 1},
                                            {node_kind::leaf, wrap_words::other, 0}}));
}

TEST(read_result, distinguishes_a_join_of_one_error_from_a_wrap) {
  EXPECT_EQ(nodes_of(read(join({leaf(0)}))).front(), (node{node_kind::joined, wrap_words::other, 1}));
  EXPECT_EQ(nodes_of(read(wrap("one of two", leaf(0)))).front(),
            (node{node_kind::wrapped, wrap_words::one_of_two, 1}));
}

TEST(read_result, knows_the_words_that_a_program_documents) {
  const documented_wraps items{
      1, [](std::string_view words, std::uint32_t task) { return words == "item " + std::to_string(task); }};
  const auto read_words = [&](const char* words) {
    const auto r = read(wrap(words, leaf(3)), items);
    EXPECT_EQ(r.documented_wraps, 1u);
    return r.nodes[0].words;
  };
  EXPECT_EQ(read_words("item 3"), wrap_words::documented);
  EXPECT_EQ(read_words("item 4"), wrap_words::other);
}

TEST(read_result, recognises_a_copy) {
  const error original = leaf(0);
  EXPECT_EQ(read(original).leaves[0].state, leaf_state::intact);
  EXPECT_EQ(read(error::of(*original.as<run::failure>())).leaves[0].state, leaf_state::copied);
}

TEST(read_result, compares_the_message_of_an_exception) {
  std::exception_ptr thrown;
  try {
    throw run::raised_failure(7);
  } catch (...) {
    thrown = std::current_exception();
  }
  const error kept = error::from(thrown);
  EXPECT_EQ(kept.message(), "the exception of task 7");
  EXPECT_EQ(read(kept).leaves[0].state, leaf_state::intact);
}

TEST(read_result, reports_an_error_that_no_task_made) {
  const auto r = read(error("a stranger"));
  EXPECT_EQ(r.leaves[0].id, history::id_unknown);
  EXPECT_EQ(r.leaves[0].state, leaf_state::foreign);
}

TEST(read_result, knows_the_error_of_a_thread_that_exited) {
  EXPECT_EQ(read(abandoned()).leaves[0].state, leaf_state::intact);
  EXPECT_EQ(read(abandoned()).leaves[0].id, history::id_abandoned);
}

TEST(read_result, finds_the_searches_of_correct_trees_correct) {
  const auto second = [] { return wrap("one of two", leaf(1)); };
  for (const error& e : {leaf(0), join({leaf(0), join({leaf(1), join({leaf(1), second()})}), leaf(2)}),
                         wrap("item", join({leaf(1), join({leaf(1), error(), second()})}))})
    EXPECT_EQ(read(e).failed_search, 0u);
}

}  // namespace
}  // namespace gauntlet::subjects
