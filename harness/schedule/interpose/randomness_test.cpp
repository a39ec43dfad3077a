#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "gauntlet/explore.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

std::uint32_t from_getrandom() {
  std::uint32_t number = 0;
  EXPECT_EQ(getrandom(&number, sizeof number, 0), static_cast<ssize_t>(sizeof number));
  return number;
}
std::uint32_t from_getentropy() {
  std::uint32_t number = 0;
  EXPECT_EQ(getentropy(&number, sizeof number), 0);
  return number;
}
std::uint32_t from_system_call() {
  std::uint32_t number = 0;
  EXPECT_EQ(syscall(SYS_getrandom, &number, sizeof number, 0), static_cast<long>(sizeof number));
  return number;
}

/// Numbers of every source, on two threads.
std::vector<std::uint32_t> numbers() {
  std::vector<std::uint32_t> out;
  const auto draw = [&out] {
    out.push_back(std::random_device{}());
    out.push_back(from_getrandom());
    out.push_back(from_getentropy());
    out.push_back(from_system_call());
#if __GLIBC_PREREQ(2, 36)
    out.push_back(arc4random());
    std::uint32_t number = 0;
    arc4random_buf(&number, sizeof number);
    out.push_back(number);
    EXPECT_LT(arc4random_uniform(10), 10u);
#endif
  };
  run_once([&] {
    std::thread(draw).join();
    std::thread(draw).join();
  });
  return out;
}

TEST(random_numbers, are_the_same_in_every_schedule) { EXPECT_EQ(numbers(), numbers()); }

TEST(random_numbers, differ_within_a_schedule) {
  const auto all = numbers();
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size());
}

TEST(random_numbers, of_rand_are_the_same_in_every_schedule_of_explore) {
  std::set<int> first;
  explore_options how;
  how.schedules = 10;
  EXPECT_FALSE(explore(how, [&] { first.insert(rand()); }).failed);
  EXPECT_EQ(first.size(), 1u);
}

TEST(random_numbers, are_the_same_in_a_new_process) {
  explore_options how;
  how.test = "random_numbers.are_the_same_in_a_new_process";
  // How many threads are created before the deadlock depends on the numbers.
  const auto found = explore(how, [] {
    std::random_device device;
    while (device() % 64 != 0) std::thread([] {}).join();
    std::mutex mutex;
    mutex.lock();
    mutex.lock();
  });
  EXPECT_EQ(found.replayed, replay_check::same) << found.replay_note;
}

}  // namespace
}  // namespace gauntlet::schedule
