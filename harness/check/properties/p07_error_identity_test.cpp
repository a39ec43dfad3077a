#include "harness/check/situations.hpp"

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
