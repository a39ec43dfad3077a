#include "harness/run/resource_snapshot.hpp"
#include "harness/run/live_objects.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>

#include "gauntlet/detail/tracked.hpp"

namespace gauntlet::run {
namespace {

TEST(resource_snapshot, counts_nothing_if_nothing_is_left) {
  EXPECT_EQ(resource_snapshot().left(), history::object_counts{});
}

TEST(resource_snapshot, counts_objects_that_are_left) {
  const resource_snapshot before;
  auto error = std::make_unique<failure>(1);
  live().callables.add(2);
  const auto left = before.left();
  EXPECT_EQ(left.callables, 2);
  EXPECT_EQ(left.errors, 1);
  EXPECT_EQ(left.payloads, 1);
  live().callables.add(-2);
  error.reset();
  EXPECT_EQ(before.left(), history::object_counts{});
}

TEST(resource_snapshot, counts_a_descriptor_that_stays_open) {
  const resource_snapshot before;
  const int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(before.left().files, 1);
  close(fd);
  EXPECT_EQ(before.left().files, 0);
}

TEST(resource_snapshot, counts_a_thread_that_still_runs) {
  const resource_snapshot before;
  std::atomic<bool> may_end{false};
  std::thread runs([&] {
    while (!may_end) std::this_thread::yield();
  });
  EXPECT_EQ(before.left().threads, 1);
  EXPECT_EQ(resource_snapshot().threads(), before.threads() + 1);
  may_end = true;
  runs.join();
}

}  // namespace
}  // namespace gauntlet::run
