#include <mutex>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(once);

TEST(once, is_executed_by_one_thread) {
  const auto tally = run_schedules(300, [] {
    std::once_flag flag;
    int entered = 0;
    const auto enter = [&] {
      std::call_once(flag, [&] {
        std::this_thread::yield();
        ++entered;
      });
      EXPECT_EQ(entered, 1);
    };
    both(enter, enter);
  });
  EXPECT_EQ(tally.done, 300u);
  EXPECT_EQ(tally.reported, 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
