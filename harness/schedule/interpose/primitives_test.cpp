// Every primitive as ThreadSanitizer sees it: two threads that the primitive orders are never reported, in
// 10,000 schedules; the same two, each with a primitive of its own, which orders nothing, are reported in
// every schedule.

#include <gtest/gtest.h>

#include <string>

#include "harness/schedule/interpose/primitives_fixture.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

class every_primitive : public testing::TestWithParam<primitive> {};

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

INSTANTIATE_TEST_SUITE_P(primitives, every_primitive, testing::ValuesIn(primitives()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(thread_sanitizer, sees_a_relaxed_publication_and_not_a_releasing_one) {
  EXPECT_EQ(run_schedules(2'000, [] { published(std::memory_order_release); }).reported, 0u);
  EXPECT_EQ(run_schedules(500, [] { published(std::memory_order_relaxed); }).reported,
            under_thread_sanitizer() ? 500u : 0u);
}

TEST(thread_sanitizer, knows_who_holds_an_exception) {
  EXPECT_EQ(run_schedules(10'000, exception_shared_by_two).reported, 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
