#include "harness/schedule/fair_continuations.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

constexpr schedule_limits short_schedules{.steps = 200};

/// Returns how many of the continuations of the last schedule end.
std::uint32_t continuations_that_end(const std::function<void()>& body) {
  fair_continuations continuations(last_decisions(), short_schedules);
  std::uint32_t ended = 0;
  while (strategy* next = continuations.next())
    ended += run_schedule(*next, body, continuations.limits()).how != ending::step_limit ? 1 : 0;
  return ended;
}

/// Waits for another thread that works for some steps. `never`: that thread does not set the flag.
void poll(int steps, bool never) {
  std::mutex mutex;
  bool ready = false;
  std::thread works([&] {
    for (int i = 0; i < steps; ++i) mutex.lock(), mutex.unlock();
    const std::lock_guard lock(mutex);
    ready = !never;
  });
  for (bool seen = false; !seen; std::this_thread::yield()) {
    const std::lock_guard lock(mutex);
    seen = ready;
  }
  works.join();
}

TEST(fair_continuations, end_if_the_schedule_was_only_too_long) {
  const auto body = [] { poll(80, false); };
  random_walk chooser;
  chooser.begin({1, 0});
  ASSERT_EQ(run_schedule(chooser, body, short_schedules).how, ending::step_limit);
  EXPECT_EQ(continuations_that_end(body), 3u);
}

TEST(fair_continuations, do_not_end_in_a_livelock) {
  const auto body = [] { poll(3, true); };
  random_walk chooser;
  chooser.begin({1, 0});
  const auto first = run_schedule(chooser, body, short_schedules);
  ASSERT_EQ(first.how, ending::step_limit);
  const auto decisions = last_decisions();
  EXPECT_EQ(continuations_that_end(body), 0u);
  fair_continuations continuations(decisions, short_schedules);
  EXPECT_EQ(run_schedule(*continuations.original(), body, short_schedules).fingerprint, first.fingerprint);
}

}  // namespace
}  // namespace gauntlet::schedule
