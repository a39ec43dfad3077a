#include "harness/schedule/unsynchronised_atomic.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "harness/schedule/interpose/primitives_fixture.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

template <class T>
void check_operations() {
  unsynchronised_atomic<T> word(5);
  EXPECT_EQ(word.load(), T{5});
  word.store(7);
  EXPECT_EQ(word.add(3), T{7});
  EXPECT_EQ(word.load(), T{10});
  EXPECT_EQ(*word.address(), T{10});
}

TEST(unsynchronised_atomic, loads_the_stored_value) {
  check_operations<std::uint32_t>();
  check_operations<std::uint64_t>();
  check_operations<std::int64_t>();
}

TEST(unsynchronised_atomic, is_no_scheduling_point) {
  const auto without = run_once([] {}).steps;
  const auto uses = [] {
    unsynchronised_atomic<std::uint32_t> word;
    word.store(word.load() + word.add(1));
    unsynchronised_fence();
  };
  EXPECT_EQ(run_once(uses).steps, without);
}

TEST(unsynchronised_atomic, adds_no_happens_before_edge_that_hides_a_race) {
  const auto tally = run_schedules(100, [] {
    unsynchronised_atomic<std::uint32_t> written;
    both(
        [&] {
          touch();
          written.store(1);
        },
        [&] {
          while (written.load() == 0) std::this_thread::yield();
          touch();
        });
  });
  // Not in every schedule: ThreadSanitizer remembers few accesses of a word.
  if (under_thread_sanitizer())
    EXPECT_GT(tally.reported, 90u);
  else
    EXPECT_EQ(tally.reported, 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
