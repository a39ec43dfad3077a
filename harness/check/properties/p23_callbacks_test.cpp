#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

constexpr std::uint32_t winner = 101, registrar = 100;  // threads of tasks 1 and 0

/// Task 0 registers a callback; task 1 fails.
history_builder registered() {
  return of(2)
      .start(0)
      .start(1)
      .at(1, kind::callback_add_begin)
      .at(1, kind::callback_add_end, history::none, registrar)
      .fail(1);
}
history_builder& begins(history_builder& h, std::uint32_t thread) {
  return h.unowned(kind::callback_begin, 0, thread);
}
history_builder& ends(history_builder& h, std::uint32_t thread) {
  return h.unowned(kind::callback_end, 0, thread);
}
history_builder& removed(history_builder& h) {
  return h.at(1, kind::callback_drop_begin).at(1, kind::callback_drop_end);
}

TEST(p23_callbacks, a_callback_runs_once_while_it_is_registered) {
  auto once = registered();
  removed(ends(begins(once, winner), winner));
  EXPECT_EXERCISED("P23", fail_fast(2), once);

  auto twice = registered();
  removed(ends(begins(ends(begins(twice, winner), winner), winner), winner));
  EXPECT_REJECTED("P23", fail_fast(2), twice);

  auto late = registered();
  begins(removed(late), winner);
  EXPECT_REJECTED("P23", fail_fast(2), late);
}

TEST(p23_callbacks, its_removal_blocks_until_it_has_returned) {
  auto h = registered();
  ends(removed(begins(h, winner)), winner);
  EXPECT_REJECTED("P23", fail_fast(2), h);
}

TEST(p23_callbacks, a_callback_may_remove_itself) {
  auto h = registered();
  ends(removed(begins(h, registrar)), registrar);
  EXPECT_EXERCISED("P23", fail_fast(2), h);
}

TEST(p23_callbacks, a_callback_does_not_run_before_the_cancellation) {
  auto h =
      of(1).start(0).at(1, kind::callback_add_begin).at(1, kind::callback_add_end, history::none, registrar);
  removed(ends(begins(h, 7), 7)).ok(0).wait();
  EXPECT_REJECTED("P23", fail_fast(1), h);
}

TEST(p23_callbacks, a_callback_runs_if_the_context_is_cancelled_before_its_removal) {
  const auto of_the_driver = [](bool waits) {
    auto h = of(1).start(0).ok(0).at(0, kind::callback_add_begin).at(0, kind::callback_add_end);
    if (waits) h.wait();
    return h.at(0, kind::callback_drop_begin).at(0, kind::callback_drop_end);
  };
  EXPECT_REJECTED("P23", fail_fast(1), of_the_driver(true));
  EXPECT_UNEXERCISED("P23", fail_fast(1), of_the_driver(false));
}

}  // namespace
}  // namespace gauntlet::check
