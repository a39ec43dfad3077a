// Tests of access_hooks.cpp and atomics_of_tsan.cpp.

#include <atomic>
#include <string>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(atomics);

TEST(atomics, order_threads_by_a_release_store_but_not_by_a_relaxed_one) {
  EXPECT_EQ(run_schedules(2'000, [] { published(std::memory_order_release); }).reported, 0u);
  EXPECT_EQ(run_schedules(500, [] { published(std::memory_order_relaxed); }).reported,
            under_thread_sanitizer() ? 500u : 0u);
}

template <class T>
void use_every_operation() {
  std::atomic<T> word{6};
  EXPECT_EQ(word.fetch_add(3), 6);
  EXPECT_EQ(word.fetch_sub(1), 9);
  EXPECT_EQ(word.fetch_or(1), 8);
  EXPECT_EQ(word.fetch_xor(3), 9);
  EXPECT_EQ(word.fetch_and(2), 10);
  EXPECT_EQ(word.exchange(5), 2);
  T expected = 4;
  EXPECT_FALSE(word.compare_exchange_strong(expected, 1));
  EXPECT_EQ(expected, 5);
  EXPECT_TRUE(word.compare_exchange_strong(expected, 1));
  word.store(7);
  EXPECT_EQ(word.load(), 7);
}

TEST(atomics, compute_the_same_results_as_the_processor) {
  const auto out = run_once([] {
    use_every_operation<std::uint8_t>();
    use_every_operation<std::uint16_t>();
    use_every_operation<std::uint32_t>();
    use_every_operation<std::uint64_t>();
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(atomics, are_points_under_every_sanitizer) {
#ifdef __clang__
  EXPECT_EQ(atomics_are_points(), std::string(GAUNTLET_FLAVOUR) != "plain");
#endif
}

TEST(atomics, end_a_loop_that_waits_for_another_thread) {
  if (!atomics_are_points()) return;  // the loop would never end
  const auto tally = run_schedules(100, [] {
    std::atomic<bool> ready{false};
    std::thread stores([&] { ready = true; });
    while (!ready) {
    }
    stores.join();
  });
  EXPECT_EQ(tally.done, 100u);
}

TEST(atomics, operations_are_one_step_each) {
  const auto without = run_once([] {}).steps;
  const auto with = run_once([] {
                      static std::atomic<int> word{0};  // static: a local one is not instrumented
                      word.store(word.load() + 1);
                      std::atomic_thread_fence(std::memory_order_seq_cst);
                    }).steps;
  EXPECT_EQ(with - without, atomics_are_points() ? 3u : 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
