#include "harness/run/event_capacity.hpp"

#include <gtest/gtest.h>

#include "harness/history/history.hpp"
#include "harness/run/execute.hpp"
#include "harness/run/subject_fixture.hpp"

namespace gauntlet::run {
namespace {

/// Every wait reports as many errors as a result can hold.
class reports_all : public runs_inline {
 public:
  void wait(result& out) override {
    for (std::uint32_t i = 0; i < result::max_leaves; ++i) out.add(i % 64, history::leaf_state::intact);
  }
};

TEST(event_capacity, suffices_for_every_event_of_the_largest_waits) {
  auto p = submits_of(plan::max_tasks);
  while (p.driver.size() < plan::max_driver_steps) p.driver.push_back({plan::driver_kind::wait, 4});
  execution run;
  EXPECT_EQ(run.execute(p, info<reports_all>()).overflowed, 0u);
}

TEST(event_capacity, has_an_entry_for_every_actor) {
  const auto capacity = event_capacity_for(submits_of(2));
  EXPECT_EQ(capacity.size(), 1 + 2 + plan::max_waiters);
  for (const auto events : capacity) EXPECT_GT(events, 0u);
}

TEST(event_capacity, grows_with_the_steps_of_an_actor) {
  auto p = submits_of(1);
  const auto before = event_capacity_for(p);
  p.tasks[0].steps = {{plan::step_kind::nest, 1}};
  EXPECT_GE(event_capacity_for(p)[1], before[1] + result::max_leaves);
  p.driver.push_back({plan::driver_kind::wait, 1});
  EXPECT_GE(event_capacity_for(p)[history::driver], before[history::driver] + result::max_leaves);
}

}  // namespace
}  // namespace gauntlet::run
