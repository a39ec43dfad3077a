#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p07_error_identity, the_result_is_an_error_that_a_task_returned) {
  const auto told = [](std::uint32_t error) { return of(2).start(0).start(1).fail(0).ok(1).wait({error}); };
  EXPECT_EXERCISED("P07", fail_fast(2), told(0));
  for (const std::uint32_t error : {1u, 7u, id_canceled, history::id_unknown, history::id_of_nil})
    EXPECT_REJECTED("P07", fail_fast(2), told(error));
}

history_builder told_in_state(history::leaf_state state) {
  auto h = of(1).start(0).fail(0).wait({0});
  h.raw().logs[0].back().extra = static_cast<std::uint32_t>(state);
  return h;
}

TEST(p07_error_identity, it_is_the_same_object_untouched) {
  EXPECT_EXERCISED("P07", fail_fast(1), told_in_state(history::leaf_state::intact));
  EXPECT_REJECTED("P07", fail_fast(1), told_in_state(history::leaf_state::foreign));
  EXPECT_REJECTED("P07", fail_fast(1), told_in_state(history::leaf_state::damaged));
}

TEST(p07_error_identity, a_task_may_return_the_error_of_a_group_of_its_own) {
  EXPECT_EXERCISED("P07", nested(), of(2).start(0).forward(0, 1).wait({1}));
  EXPECT_REJECTED("P07", nested(), of(2).start(0).forward(0, 1).wait({0}));
}

TEST(p07_error_identity, says_how_a_success_became_a_failure) {
  EXPECT_EQ(
      sentence_of("P07", collect_all(2), of(2).start(0).ok(0).start(1).fail(1).wait({history::id_of_nil, 1})),
      "wait returned a nil error: a nil error was wrapped, or a typed nil pointer was "
      "returned, which turned a success into a failure");
}

TEST(p07_error_identity, leaves_an_error_where_nobody_failed_to_p10) {
  EXPECT_UNEXERCISED("P07", fail_fast(1), of(1).start(0).ok(0).wait({id_canceled}));
}

}  // namespace
}  // namespace gauntlet::check
