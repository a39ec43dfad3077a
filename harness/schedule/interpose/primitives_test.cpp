// ThreadSanitizer must report no data race of two threads that a primitive orders, in 10,000 schedules. It
// must report one in every schedule if each thread has its own primitive, which orders nothing.

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {

TEST_P(every_primitive, causes_no_report_if_it_orders_the_threads) {
  const auto tally = run_schedules(10'000, [] { GetParam().body(true); });
  EXPECT_EQ(tally.done, 10'000u);
  EXPECT_EQ(tally.reported, 0u);
}

TEST_P(every_primitive, causes_a_report_in_every_schedule_if_it_does_not) {
  const auto tally = run_schedules(500, [] { GetParam().body(false); });
  EXPECT_EQ(tally.done, 500u);
  EXPECT_EQ(tally.reported, under_thread_sanitizer() ? 500u : 0u);
}

TEST(primitives, belong_to_one_tested_file_each) {
  std::size_t tested = 0;
  for (const char* file :
       {"atomics", "conditions", "futexes", "mutexes", "once", "rwlocks", "semaphores", "threads"})
    tested += primitives_of(file).size();
  EXPECT_EQ(tested, primitives().size());
}

}  // namespace gauntlet::schedule
