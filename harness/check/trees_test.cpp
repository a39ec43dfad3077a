#include "harness/check/trees.hpp"

#include <utility>

#include "harness/check/situations.hpp"
#include "harness/check/tree_nodes.hpp"

namespace gauntlet::check {
namespace {

using namespace nodes;

const wait_view& first_wait(const view& v) { return v.groups[0].waits.front(); }

TEST(trees, an_error_has_the_shape_that_its_task_gave_it) {
  auto s = fail_fast(3);
  s.plan.tasks[1].shape = plan::error_shape::wrapped;
  s.plan.tasks[2].shape = plan::error_shape::joined;
  const viewed c(s, of(3).start(0).start(1).start(2).fail(0).fail(1).fail(2).wait({0}));
  EXPECT_EQ(tree_of_error(c.v, 0), (tree{leaf_node}));
  EXPECT_EQ(tree_of_error(c.v, 1), wrapped);
  EXPECT_EQ(tree_of_error(c.v, 2), joined);
  EXPECT_EQ(tree_of_error(c.v, history::id_abandoned), (tree{leaf_node}));
}

TEST(trees, an_exception_is_a_leaf_whatever_the_shape) {
  auto s = fail_fast(1);
  s.plan.tasks[0].shape = plan::error_shape::joined;
  const viewed c(s, of(1).start(0).raise(0).wait({0}));
  EXPECT_EQ(tree_of_error(c.v, 0), (tree{leaf_node}));
}

TEST(trees, a_fail_fast_group_returns_the_tree_of_one_error) {
  auto s = fail_fast(1);
  s.plan.tasks[0].shape = plan::error_shape::wrapped;
  const viewed c(s, of(1).start(0).fail(0).wait({0}).tree(wrapped));
  EXPECT_EQ(expected_tree(c.v, first_wait(c.v)), wrapped);
  EXPECT_EQ(compare_trees(c.v, first_wait(c.v)), tree_match::same);
  const viewed fewer(s, of(1).start(0).fail(0).wait({0, 0}).tree(wrapped));
  EXPECT_EQ(compare_trees(fewer.v, first_wait(fewer.v)), tree_match::task_error);
}

TEST(trees, a_collect_all_group_joins_the_errors_also_if_there_is_only_one) {
  const viewed one(collect_all(1), of(1).start(0).fail(0).wait({0}).tree({join(1), leaf_node}));
  EXPECT_EQ(compare_trees(one.v, first_wait(one.v)), tree_match::same);
  const viewed alone(collect_all(1), of(1).start(0).fail(0).wait({0}).tree({leaf_node}));
  EXPECT_EQ(compare_trees(alone.v, first_wait(alone.v)), tree_match::no_join);
  const viewed twice(collect_all(1), of(1).start(0).fail(0).wait({0}).tree({join(1), join(1), leaf_node}));
  EXPECT_EQ(compare_trees(twice.v, first_wait(twice.v)), tree_match::task_error);
}

TEST(trees, a_program_wraps_each_error_as_it_documents) {
  const viewed c(collect_all(2), of(2).start(0).start(1).fail(0).fail(1).wait({0, 1}).tree(
                                     {join(2), documented, leaf_node, documented, leaf_node}, 1));
  EXPECT_EQ(compare_trees(c.v, first_wait(c.v)), tree_match::same);
}

TEST(trees, are_unknown_if_the_leaves_are_incorrect_or_the_tree_was_not_read) {
  const auto compared = [](history_builder h) {
    const viewed c(fail_fast(2), std::move(h));
    return compare_trees(c.v, first_wait(c.v));
  };
  EXPECT_EQ(compared(of(2).start(0).fail(0).wait({0})), tree_match::unknown);
  EXPECT_EQ(compared(of(2).start(0).fail(0).wait({1}).tree({leaf_node})), tree_match::unknown);
}

TEST(trees, are_printed) {
  EXPECT_EQ(text_of_tree(joined, {{3, {}}, {3, {}}, {3, {}}}), "join(error 3, join(error 3, wrap(error 3)))");
  EXPECT_EQ(text_of_tree({join(2), leaf_node}, {}), "join(?, ?)");
}

}  // namespace
}  // namespace gauntlet::check
