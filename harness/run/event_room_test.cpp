#include "harness/run/event_room.hpp"

#include <gtest/gtest.h>

#include "harness/history/history.hpp"
#include "harness/run/execute.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

/// Its waits report as many errors as a result holds, on several threads, again and again.
class reports_all : public runs_at_once {
 public:
  void wait(result& out) override {
    for (std::uint32_t i = 0; i < result::max_leaves; ++i) out.add(i % 64, history::leaf_state::intact);
  }
};

TEST(event_room, is_enough_for_every_event_of_the_largest_waits) {
  auto p = submits_of(plan::max_tasks);
  while (p.driver.size() < plan::max_driver_steps) p.driver.push_back({plan::driver_kind::wait, 4});
  execution run;
  EXPECT_EQ(run.execute(p, info<reports_all>()).overflowed, 0u);
}

TEST(event_room, has_a_place_for_every_actor) {
  const auto room = event_room_for(submits_of(2));
  EXPECT_EQ(room.size(), 1 + 2 + plan::max_waiters);
  for (const auto events : room) EXPECT_GT(events, 0u);
}

TEST(event_room, grows_with_what_an_actor_does) {
  auto p = submits_of(1);
  const auto before = event_room_for(p);
  p.tasks[0].steps = {{plan::step_kind::nest, 1}};
  EXPECT_GE(event_room_for(p)[1], before[1] + result::max_leaves);
  p.driver.push_back({plan::driver_kind::wait, 1});
  EXPECT_GE(event_room_for(p)[history::driver], before[history::driver] + result::max_leaves);
}

}  // namespace
}  // namespace gauntlet::run
