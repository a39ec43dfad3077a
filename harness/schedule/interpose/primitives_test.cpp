// Two threads that a primitive orders are never reported, in 10,000 schedules. The same two are reported in
// every schedule where each has a primitive of its own, which orders nothing.

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {

TEST_P(every_primitive, is_not_reported_where_it_orders) {
  const auto tally = run_schedules(10'000, [] { GetParam().body(true); });
  EXPECT_EQ(tally.done, 10'000u);
  EXPECT_EQ(tally.reported, 0u);
}

TEST_P(every_primitive, is_reported_in_every_schedule_where_it_does_not) {
  const auto tally = run_schedules(500, [] { GetParam().body(false); });
  EXPECT_EQ(tally.done, 500u);
  EXPECT_EQ(tally.reported, under_thread_sanitizer() ? 500u : 0u);
}

TEST(primitives, are_each_tested_beside_one_file) {
  std::size_t tested = 0;
  for (const char* file :
       {"atomics", "conditions", "futexes", "mutexes", "once", "rwlocks", "semaphores", "threads"})
    tested += primitives_of(file).size();
  EXPECT_EQ(tested, primitives().size());
}

}  // namespace gauntlet::schedule
