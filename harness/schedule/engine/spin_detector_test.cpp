#include "harness/schedule/engine/spin_detector.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t enough_yields = 64, enough_polls = 16;

/// Two threads execute the same operations alternately.
void alternate(spin_detector& spins, std::uint32_t rounds, std::initializer_list<op> operations) {
  for (std::uint32_t round = 0; round < rounds; ++round)
    for (const op kind : operations) spins.executes(round % 2, kind, true);
}

TEST(spin_detector, keeps_a_yield_until_another_thread_changes_something) {
  spin_detector spins;
  spins.yield(1);
  spins.yield(2);
  spins.executes(1, op::yield, true);
  EXPECT_FALSE(spins.yielded().has(1));  // it has executed a step
  EXPECT_TRUE(spins.yielded().has(2));
  spins.executes(0, op::atomic_load, true);
  spins.executes(0, op::atomic_update, true);
  spins.observes(0, {});  // a test-and-set that failed
  EXPECT_TRUE(spins.yielded().has(2));
  spins.executes(0, op::atomic_update, true);
  spins.changes(0);
  EXPECT_TRUE(spins.yielded().empty());
}

TEST(spin_detector, recognises_a_repeated_observation) {
  static const int here = 0, there = 0;
  constexpr std::uint32_t object = 7;
  spin_detector spins;
  spins.begins(1);
  spins.begins(2);
  const observation seen{&here, object, 5};
  EXPECT_FALSE(spins.repeats(1, seen));
  spins.observes(1, seen);
  EXPECT_TRUE(spins.repeats(1, seen));
  EXPECT_FALSE(spins.repeats(2, seen));
  EXPECT_FALSE(spins.repeats(1, {&here, object, 6}));
  EXPECT_FALSE(spins.repeats(1, {&there, object, 5}));
  spins.changes(2);
  EXPECT_TRUE(spins.repeats(1, seen));  // what it waits for has not changed
  spins.changes(1);
  EXPECT_FALSE(spins.repeats(1, seen));  // it makes progress itself
}

TEST(spin_detector, knows_which_threads_only_wait) {
  spin_detector spins;
  spins.clear();
  spins.begins(0);
  spins.begins(1);
  for (int i = 0; i < 3; ++i) spins.executes(0, op::yield, false);
  EXPECT_TRUE(spins.only_waits(0, 3));
  EXPECT_FALSE(spins.only_waits(0, 4));
  EXPECT_FALSE(spins.only_waits(1, 1));
  spins.changes(1);
  EXPECT_FALSE(spins.only_waits(0, 1));  // what it waits for may have happened
}

// A loop over many atomics is not recognised, but time must pass.
TEST(spin_detector, advances_time_after_several_long_runs) {
  spin_detector spins;
  spins.clear();
  for (int run = 0; run < 4; ++run) {
    EXPECT_FALSE(spins.waits_for_time(true, 1)) << run;
    for (int step = 0; step < 10; ++step) spins.executes(0, op::atomic_load, false);
    spins.limit_run(0, 10);
  }
  EXPECT_TRUE(spins.waits_for_time(true, 1));
  EXPECT_FALSE(spins.waits_for_time(false, 1));
}

TEST(spin_detector, counts_repeated_observations_and_yields_as_idle_steps) {
  spin_detector spins;
  spins.begins(0);
  spins.executes(0, op::atomic_load, false);
  spins.observes(0, {});
  EXPECT_EQ(spins.idle_steps(), 0u);
  spins.executes(0, op::atomic_load, false);
  spins.observes(0, {});
  spins.executes(0, op::yield, false);
  EXPECT_EQ(spins.idle_steps(), 2u);
}

TEST(spin_detector, treats_a_long_run_as_a_spin) {
  spin_detector spins;
  for (int step = 0; step < 4; ++step) spins.executes(0, op::atomic_load, step == 0);
  spins.limit_run(0, 5);
  EXPECT_FALSE(spins.yielded().has(0));
  spins.executes(0, op::atomic_load, false);
  spins.limit_run(0, 5);
  EXPECT_TRUE(spins.yielded().has(0));
}

TEST(spin_detector, resets_the_run_at_a_switch) {
  spin_detector spins;
  for (int step = 0; step < 4; ++step) spins.executes(0, op::atomic_load, step == 0);
  spins.executes(1, op::atomic_load, true);
  spins.limit_run(1, 2);
  EXPECT_TRUE(spins.yielded().empty());
}

TEST(spin_detector, requires_round_robin_for_polling_threads) {
  spin_detector spins;
  alternate(spins, enough_yields - 1, {op::mutex_lock, op::mutex_unlock, op::yield});
  EXPECT_FALSE(spins.needs_round_robin());
  alternate(spins, 1, {op::mutex_lock, op::mutex_unlock, op::yield});
  EXPECT_TRUE(spins.needs_round_robin());
}

TEST(spin_detector, resets_at_an_operation_that_others_can_wait_for) {
  spin_detector spins;
  alternate(spins, enough_yields, {op::yield});
  EXPECT_TRUE(spins.needs_round_robin());
  alternate(spins, 1, {op::barrier_wait});
  EXPECT_FALSE(spins.needs_round_robin());
}

TEST(spin_detector, advances_time_if_every_thread_has_polled) {
  constexpr std::uint32_t threads = 3;
  spin_detector spins;
  alternate(spins, enough_yields + threads * enough_polls - 1, {op::yield});
  EXPECT_FALSE(spins.waits_for_time(false, threads));
  alternate(spins, 1, {op::yield});
  EXPECT_TRUE(spins.waits_for_time(false, threads));
  spins.time_passes();
  EXPECT_FALSE(spins.waits_for_time(false, threads));
}

/// The locks may be progress of another thread, or part of a poll. Therefore only the limit for polls
/// applies.
TEST(spin_detector, advances_time_later_if_mutexes_are_locked) {
  spin_detector spins;
  alternate(spins, enough_yields, {op::mutex_lock, op::yield});
  EXPECT_FALSE(spins.waits_for_time(true, enough_yields));
  alternate(spins, enough_polls, {op::mutex_lock, op::yield});
  EXPECT_TRUE(spins.waits_for_time(true, 1));
}

TEST(spin_detector, treats_many_clock_reads_as_a_poll) {
  spin_detector spins;
  for (int reads = 0; reads < 64; ++reads) EXPECT_FALSE(spins.polls_the_clock());
  EXPECT_TRUE(spins.polls_the_clock());
  spins.executes(0, op::clock, false);
  EXPECT_TRUE(spins.polls_the_clock());
  spins.executes(0, op::atomic_load, false);
  EXPECT_FALSE(spins.polls_the_clock());
}

TEST(spin_detector, forgets_an_earlier_schedule) {
  spin_detector spins;
  spins.yield(1);
  alternate(spins, enough_yields, {op::yield});
  spins.clear();
  EXPECT_TRUE(spins.yielded().empty());
  EXPECT_FALSE(spins.needs_round_robin());
}

}  // namespace
}  // namespace gauntlet::schedule
