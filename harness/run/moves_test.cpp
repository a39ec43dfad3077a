#include "harness/run/moves.hpp"

#include <gtest/gtest.h>

namespace gauntlet::run {
namespace {

TEST(moves, are_counted_only_while_they_are_watched) {
  begin_counting_moves(0);
  EXPECT_FALSE(move_fails());
  EXPECT_EQ(counted_moves(), 0u);
  const watched_moves watched;
  EXPECT_FALSE(move_fails());
  EXPECT_FALSE(move_fails());
  EXPECT_EQ(counted_moves(), 2u);
}

TEST(moves, fail_at_the_given_number_unless_the_fault_is_stopped) {
  begin_counting_moves(2);
  {
    const watched_moves watched;
    EXPECT_FALSE(move_fails());
    EXPECT_TRUE(move_fails());
    EXPECT_FALSE(move_fails());
  }
  begin_counting_moves(1);
  stop_failing_moves();
  const watched_moves watched;
  EXPECT_FALSE(move_fails());
}

}  // namespace
}  // namespace gauntlet::run
