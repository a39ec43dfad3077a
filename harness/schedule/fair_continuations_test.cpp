#include "harness/schedule/fair_continuations.hpp"

#include <gtest/gtest.h>

#include <mutex>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/racy_bodies.hpp"
#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::schedule {
namespace {

constexpr schedule_limits short_schedules{.steps = 200};

outcome last;
int runs = 0;
run_function runner_of(const std::function<void()>& body) {
  return [body](strategy& chooser, const schedule_limits& limits) {
    ++runs;
    return last = run_schedule(chooser, body, limits);
  };
}

length run(const std::function<void()>& body) {
  random_walk chooser;
  chooser.begin({1, 0});
  return run_fairly(chooser, short_schedules, runner_of(body));
}

/// Runs the last schedule again from its decisions.
length repeat(const std::function<void()>& body) {
  const auto decisions = last_decisions();
  replayed chooser(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
  chooser.begin({});
  const auto out = run_fairly(chooser, short_schedules, runner_of(body));
  EXPECT_EQ(chooser.diverged_at(last.steps), replayed::never);
  return out;
}

TEST(run_fairly, takes_a_schedule_that_ends_when_it_is_continued_for_too_long) {
  const auto body = [] { poll(80, false); };
  EXPECT_EQ(run(body), length::too_long);
  EXPECT_EQ(last.how, ending::done);
  const auto fingerprint = last.fingerprint;
  EXPECT_EQ(repeat(body), length::too_long);
  EXPECT_EQ(last.fingerprint, fingerprint);
}

TEST(run_fairly, takes_a_schedule_that_does_not_end_for_a_livelock) {
  const auto body = [] { poll(3, true); };
  EXPECT_EQ(run(body), length::livelock);
  EXPECT_EQ(last.how, ending::step_limit);
  const auto fingerprint = last.fingerprint;
  EXPECT_EQ(repeat(body), length::livelock);
  EXPECT_EQ(last.fingerprint, fingerprint);
}

TEST(run_fairly, continues_no_schedule_within_the_limit) {
  runs = 0;
  EXPECT_EQ(run([] { poll(3, false); }), length::within_limit);
  EXPECT_EQ(runs, 1);
}

// A body that is much longer than any limit is no livelock.
TEST(run_fairly, gives_no_verdict_on_a_schedule_that_makes_progress) {
  EXPECT_EQ(run([] { poll(20'000, false); }), length::unfinished);
  EXPECT_EQ(run([] {
              std::mutex mutex;
              for (int i = 0; i < 20'000; ++i) mutex.lock(), mutex.unlock();
            }),
            length::unfinished);
}

}  // namespace
}  // namespace gauntlet::schedule
