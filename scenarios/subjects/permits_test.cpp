#include "permits.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

TEST(permits, are_unlimited_by_default_and_with_a_negative_limit) {
  permits p;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(p.try_acquire());
  for (int i = 0; i < 100; ++i) p.release();
  p.set_limit(1);
  p.set_limit(-7);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(p.try_acquire());
}

TEST(permits, are_as_many_as_the_limit) {
  permits p;
  p.set_limit(3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(p.try_acquire());
  EXPECT_FALSE(p.try_acquire());
  p.release();
  EXPECT_TRUE(p.try_acquire());
  EXPECT_FALSE(p.try_acquire());
}

TEST(permits, cannot_be_acquired_with_limit_zero) {
  permits p;
  p.set_limit(0);
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(p.try_acquire());
}

TEST(permits, accept_a_new_limit_when_all_are_released) {
  permits p;
  p.set_limit(1);
  p.acquire();
  p.release();
  p.set_limit(2);
  EXPECT_TRUE(p.try_acquire());
  EXPECT_TRUE(p.try_acquire());
  EXPECT_FALSE(p.try_acquire());
}

TEST(permits, release_unblocks_an_acquire_and_happens_before_it) {
  for (int round = 0; round < 200; ++round) {
    permits p;
    p.set_limit(1);
    p.acquire();
    int plain = 0;
    std::thread taker([&] {
      p.acquire();
      EXPECT_EQ(plain, 1);
      EXPECT_FALSE(p.try_acquire());
    });
    plain = 1;
    p.release();
    taker.join();
  }
}

// There are as many permits as threads, so any failure is spurious.
TEST(permits, try_acquire_never_fails_while_a_permit_is_free) {
  constexpr int threads = 4;
  permits p;
  p.set_limit(threads);
  testing::latch start(threads);
  std::vector<std::thread> takers;
  for (int i = 0; i < threads; ++i)
    takers.emplace_back([&] {
      start.arrive();
      for (int round = 0; round < 1000; ++round) {
        EXPECT_TRUE(p.try_acquire());
        p.release();
      }
    });
  for (auto& taker : takers) taker.join();
}

TEST(permits, are_neither_exceeded_nor_lost_under_contention) {
  permits p;
  p.set_limit(2);
  testing::concurrency_counter inside;
  std::vector<std::thread> takers;
  for (int i = 0; i < 6; ++i)
    takers.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        p.acquire();
        {
          const testing::concurrency_counter::visit visit(inside);
        }
        p.release();
      }
    });
  for (auto& taker : takers) taker.join();
  EXPECT_LE(inside.most(), 2u);
  EXPECT_EQ(inside.visits(), 1200u);
  EXPECT_TRUE(p.try_acquire());
  EXPECT_TRUE(p.try_acquire());
  EXPECT_FALSE(p.try_acquire());
}

}  // namespace
}  // namespace gauntlet::subjects
