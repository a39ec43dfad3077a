#include "gauntlet/detail/tracked.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "harness/run/live_objects.hpp"

namespace gauntlet::run {
namespace {

TEST(failure, is_counted_with_its_payload_while_it_exists) {
  const auto errors = live().errors.load(), payloads = live().payloads.load();
  {
    failure one(1);
    const failure copy(one);
    EXPECT_EQ(live().errors.load(), errors + 2);
    const failure moved(std::move(one));
    EXPECT_EQ(live().errors.load(), errors + 2);
    EXPECT_EQ(live().payloads.load(), payloads + 2);
    EXPECT_TRUE(moved.intact());
  }
  EXPECT_EQ(live().errors.load(), errors);
  EXPECT_EQ(live().payloads.load(), payloads);
}

TEST(failure, identifies_its_task_and_its_case) {
  const failure mine(7);
  EXPECT_EQ(mine.id(), 7u);
  EXPECT_EQ(mine.message(), "error 7");
  EXPECT_EQ(mine.state(), history::leaf_state::intact);
  next_case();
  EXPECT_FALSE(mine.of_this_case());
  EXPECT_EQ(mine.state(), history::leaf_state::foreign);
  EXPECT_TRUE(failure(7).of_this_case());
}

TEST(failure, is_foreign_after_it_was_moved_from) {
  failure gone(1);
  const failure moved(std::move(gone));
  EXPECT_FALSE(gone.intact());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(gone.state(), history::leaf_state::foreign);
}

TEST(raised_failure, carries_the_failure_of_its_task) {
  EXPECT_EQ(raised_failure(3).get().id(), 3u);
  EXPECT_TRUE(raised_failure(3).get().intact());
}

TEST(hostile_failure, can_be_caught_but_not_copied) {
  try {
    throw hostile_failure(4);
  } catch (const hostile_failure& caught) {
    EXPECT_EQ(caught.get().id(), 4u);
    EXPECT_THROW(hostile_failure copy(caught), std::bad_alloc);
  }
}

TEST(current_case, is_incremented_by_next_case) {
  const auto before = current_case();
  next_case();
  EXPECT_EQ(current_case(), before + 1);
}

}  // namespace
}  // namespace gauntlet::run
