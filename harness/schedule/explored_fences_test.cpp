// Atomic fences under ThreadSanitizer (interpose/fences_of_tsan.hpp). Each body writes a plain variable in
// one thread and reads it in another one, after an atomic object has told it that the write has been done.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <functional>
#include <thread>

#include "gauntlet/explore.hpp"

namespace gauntlet {
namespace {

using std::memory_order;
constexpr auto relaxed = memory_order::relaxed, acquire = memory_order::acquire,
               release = memory_order::release, both = memory_order::acq_rel, all = memory_order::seq_cst;

/// How a message is passed. relaxed for a fence: none.
struct message {
  memory_order fence_before_store = relaxed;
  memory_order store = relaxed;
  memory_order load = relaxed;
  memory_order fence_after_load = relaxed;
};

void fence(memory_order order) {
  if (order != relaxed) std::atomic_thread_fence(order);
}

/// Explores two threads: `send` stores something but 0 into the flag, and `receive` returns what it loads.
bool has_a_race(const std::function<void(std::atomic<int>&)>& send,
                const std::function<int(std::atomic<int>&)>& receive) {
  return explore({.schedules = 300},
                 [&] {
                   int data = 0;
                   std::atomic<int> flag{0};
                   std::thread sender([&] {
                     data = 1;
                     send(flag);
                   });
                   if (receive(flag) != 0) EXPECT_EQ(data, 1);
                   sender.join();
                 })
      .failed;
}

bool has_a_race(const message& how) {
  return has_a_race(
      [&](auto& flag) {
        fence(how.fence_before_store);
        flag.store(1, how.store);
      },
      [&](auto& flag) {
        const int seen = flag.load(how.load);
        fence(how.fence_after_load);
        return seen;
      });
}

TEST(fences, order_what_a_message_passes) {
  for (const auto before : {release, both, all})
    for (const auto after : {acquire, both, all})
      EXPECT_FALSE(has_a_race({.fence_before_store = before, .fence_after_load = after}));
  EXPECT_FALSE(has_a_race({.fence_before_store = release, .load = acquire}));
  EXPECT_FALSE(has_a_race({.store = release, .fence_after_load = acquire}));
}

TEST(fences, are_needed_on_both_sides) {
  EXPECT_TRUE(has_a_race({}));
  EXPECT_TRUE(has_a_race({.fence_before_store = release}));
  EXPECT_TRUE(has_a_race({.fence_after_load = acquire}));
}

TEST(fences, of_the_other_kind_do_not_order) {
  EXPECT_TRUE(has_a_race({.fence_before_store = acquire, .fence_after_load = acquire}));
  EXPECT_TRUE(has_a_race({.fence_before_store = release, .fence_after_load = release}));
}

TEST(fences, order_updates) {
  const auto add = [](auto& flag) {
    fence(release);
    flag.fetch_add(1, relaxed);
  };
  const auto compare = [](auto& flag) {
    fence(release);
    int expected = 0;
    flag.compare_exchange_strong(expected, 1, relaxed);
  };
  const auto exchange = [](auto& flag) {
    const int seen = flag.exchange(0, relaxed);
    fence(acquire);
    return seen;
  };
  const auto fail_to_compare = [](auto& flag) {
    int expected = -1;
    flag.compare_exchange_strong(expected, 2, relaxed);
    fence(acquire);
    return expected;
  };
  EXPECT_FALSE(has_a_race(add, exchange));
  EXPECT_FALSE(has_a_race(compare, fail_to_compare));
}

TEST(fences, do_not_order_a_load_that_follows) {
  EXPECT_TRUE(has_a_race(
      [](auto& flag) {
        fence(release);
        flag.store(1, relaxed);
      },
      [](auto& flag) {
        fence(acquire);
        return flag.load(relaxed);
      }));
}

TEST(fences, acquire_all_objects_that_were_loaded) {
  constexpr int senders = 20;
  const auto result = explore({.schedules = 100}, [] {
    std::array<int, senders> data{};
    std::array<std::atomic<int>, senders> flags{};
    std::thread sender([&] {
      for (int i = 0; i < senders; ++i) {
        data[i] = 1;
        fence(release);
        flags[i].store(1, relaxed);
      }
    });
    std::array<int, senders> seen{};
    for (int i = 0; i < senders; ++i) seen[i] = flags[i].load(relaxed);
    fence(acquire);
    for (int i = 0; i < senders; ++i)
      if (seen[i] != 0) EXPECT_EQ(data[i], 1);
    sender.join();
  });
  EXPECT_FALSE(result.failed);
}

// What an earlier schedule or thread did orders nothing.
TEST(fences, belong_to_one_thread_of_one_schedule) {
  EXPECT_FALSE(has_a_race({.fence_before_store = release, .fence_after_load = acquire}));
  EXPECT_TRUE(has_a_race({.fence_after_load = acquire}));
  EXPECT_TRUE(has_a_race({.fence_before_store = release}));
  EXPECT_TRUE(has_a_race(
      [](auto& flag) {
        std::thread([] { fence(release); }).detach();
        flag.store(1, relaxed);
      },
      [](auto& flag) {
        const int seen = flag.load(relaxed);
        fence(acquire);
        return seen;
      }));
}

// The store releases all that precedes it. The standard orders only what precedes the fence, so this race is
// missed.
TEST(fences, also_order_what_is_between_a_fence_and_a_store) {
  const auto result = explore({.schedules = 300}, [] {
    int data = 0;
    std::atomic<int> flag{0};
    std::thread sender([&] {
      fence(release);
      data = 1;
      flag.store(1, relaxed);
    });
    const int seen = flag.load(relaxed);
    fence(acquire);
    if (seen != 0) EXPECT_EQ(data, 1);
    sender.join();
  });
  EXPECT_FALSE(result.failed);
}

}  // namespace
}  // namespace gauntlet
