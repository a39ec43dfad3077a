#include "gauntlet/detail/contract.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "harness/run/live_objects.hpp"
#include "harness/run/moves.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

TEST(task_call, runs_its_task_and_reports_its_destruction_once) {
  recording_host host;
  does_nothing group;
  no_cancellation none;
  const auto before = live().callables.load();
  {
    task_call call(host, 3, group);
    EXPECT_EQ(live().callables.load(), before + 1);
    task_call moved(std::move(call));
    moved(none);
    EXPECT_TRUE(host.gone.empty());
  }
  EXPECT_EQ(host.ran, std::vector<std::uint32_t>{3});
  EXPECT_EQ(host.gone, std::vector<std::uint32_t>{3});
  EXPECT_EQ(live().callables.load(), before);
}

TEST(task_call, is_unchanged_if_its_move_fails) {
  recording_host host;
  does_nothing group;
  begin_counting_moves(1);
  {
    task_call call(host, 0, group);
    const watched_moves watched;
    EXPECT_THROW(task_call(std::move(call)), move_failed);
    EXPECT_TRUE(host.gone.empty());
  }
  stop_failing_moves();
  EXPECT_EQ(host.gone, std::vector<std::uint32_t>{0});
}

}  // namespace
}  // namespace gauntlet::run
