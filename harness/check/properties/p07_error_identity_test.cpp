#include "harness/check/situations.hpp"
#include "harness/check/tree_nodes.hpp"

namespace gauntlet::check {
namespace {

TEST(p07_error_identity, the_result_is_an_error_of_a_task_of_the_group) {
  const auto returned = [](std::uint32_t error) {
    return of(2).start(0).start(1).fail(0).ok(1).wait({error});
  };
  EXPECT_EXERCISED("P07", fail_fast(2), returned(0));
  for (const std::uint32_t error : {1u, 7u, id_canceled, history::id_unknown, history::id_of_nil})
    EXPECT_REJECTED("P07", fail_fast(2), returned(error));
}

history_builder returned_in_state(history::leaf_state state) {
  auto h = of(1).start(0).fail(0).wait({0});
  h.raw().logs[0].back().extra = static_cast<std::uint32_t>(state);
  return h;
}

TEST(p07_error_identity, the_error_keeps_its_type_and_content) {
  EXPECT_EXERCISED("P07", fail_fast(1), returned_in_state(history::leaf_state::intact));
  EXPECT_REJECTED("P07", fail_fast(1), returned_in_state(history::leaf_state::foreign));
  EXPECT_REJECTED("P07", fail_fast(1), returned_in_state(history::leaf_state::damaged));
  EXPECT_REJECTED("P07", fail_fast(1), returned_in_state(history::leaf_state::copied));
  EXPECT_REJECTED("P07", fail_fast(1), returned_in_state(history::leaf_state::reworded));
}

TEST(p07_error_identity, the_error_keeps_its_tree) {
  using namespace nodes;
  auto s = fail_fast(1);
  s.plan.tasks[0].shape = plan::error_shape::wrapped;
  const auto returned = [](const tree& nodes) { return of(1).start(0).fail(0).wait({0}).tree(nodes); };
  EXPECT_EXERCISED("P07", s, returned(wrapped));
  EXPECT_REJECTED("P07", s, returned({leaf_node}));
  EXPECT_REJECTED("P07", s, returned({wrap(history::wrap_words::inner), leaf_node}));
  EXPECT_REJECTED("P07", s, returned({wrap(history::wrap_words::other), wrapped[1], leaf_node}));
  EXPECT_EQ(
      sentence_of("P07", s, returned({leaf_node})),
      "The error tree that wait() returned is error 0, but it should be wrap(wrap(error 0)). The error of "
      "a task must be returned as the task made it: no error may be added around it, removed from it or "
      "moved in it.");
}

TEST(p07_error_identity, a_forwarded_error_keeps_its_tree) {
  using namespace nodes;
  auto s = nested();
  s.plan.tasks[1].shape = plan::error_shape::wrapped;
  const auto returned = [](const tree& nodes) {
    auto h = of(2).start(0).nest(0, 1).submit_inside(0, 1).begin(1).fail(1);
    return h.forward(0, 1).wait({1}).tree(nodes);
  };
  EXPECT_EXERCISED("P07", s, returned(wrapped));
  EXPECT_REJECTED("P07", s, returned({leaf_node}));
}

TEST(p07_error_identity, a_task_may_return_the_error_of_its_nested_group) {
  EXPECT_EXERCISED("P07", nested(), of(2).start(0).forward(0, 1).wait({1}));
  EXPECT_REJECTED("P07", nested(), of(2).start(0).forward(0, 1).wait({0}));
}

TEST(p07_error_identity, explains_a_nil_error) {
  EXPECT_EQ(
      sentence_of("P07", collect_all(2), of(2).start(0).ok(0).start(1).fail(1).wait({history::id_of_nil, 1})),
      "wait() returned a nil error. Wrapping an absent error, or returning a null pointer as an error, "
      "turned a success into a failure.");
}

TEST(p07_error_identity, leaves_an_error_without_a_failure_to_p10) {
  EXPECT_UNEXERCISED("P07", fail_fast(1), of(1).start(0).ok(0).wait({id_canceled}));
}

}  // namespace
}  // namespace gauntlet::check
