#include "context.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "scenarios/testing/gate.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::gate;
using gauntlet::testing::latch;

constexpr auto long_ago = std::chrono::steady_clock::time_point::min();
// Later than the end of any test, but early enough that no clock overflows.
const auto never = std::chrono::steady_clock::now() + std::chrono::hours(24);

TEST(context, is_not_cancelled_at_first) {
  const context fresh = context::background();
  EXPECT_FALSE(fresh.done());
  EXPECT_FALSE(fresh.cause());
  EXPECT_FALSE(fresh.err());
  EXPECT_FALSE(fresh.stop_token().stop_requested());
  EXPECT_FALSE(fresh.derive().done());
}

TEST(context, returns_the_cause_of_its_cancellation) {
  const error why("why");
  const context c = context::background().derive();
  EXPECT_TRUE(c.cancel(why));
  EXPECT_TRUE(c.done());
  EXPECT_TRUE(same(c.cause(), why));
  EXPECT_TRUE(same(c.err(), canceled()));
  EXPECT_TRUE(c.stop_token().stop_requested());
}

TEST(context, has_the_cause_canceled_if_none_is_given) {
  const context c = context::background();
  c.cancel();
  EXPECT_TRUE(same(c.cause(), canceled()));
}

TEST(context, keeps_the_first_cause) {
  const error first("first");
  const context c = context::background();
  EXPECT_TRUE(c.cancel(first));
  EXPECT_FALSE(c.cancel(error("second")));
  EXPECT_FALSE(c.cancel());
  EXPECT_FALSE(c.expire());
  EXPECT_TRUE(same(c.cause(), first));
  EXPECT_TRUE(same(c.err(), canceled()));
}

TEST(context, has_the_cause_deadline_exceeded_after_it_expired) {
  const context c = context::background();
  const context child = c.derive();
  EXPECT_TRUE(c.expire());
  for (const context& each : {c, child}) {
    EXPECT_TRUE(same(each.cause(), deadline_exceeded()));
    EXPECT_TRUE(same(each.err(), deadline_exceeded()));
  }
}

TEST(context, copies_share_one_state) {
  const context c = context::background();
  const context copy = c;  // NOLINT(performance-unnecessary-copy-initialization): tests the copy
  copy.cancel();
  EXPECT_TRUE(c.done());
}

TEST(context, cancels_all_contexts_derived_from_it_with_its_cause) {
  const error why("why");
  const context root = context::background(), child = root.derive(), grandchild = child.derive(),
                sibling = root.derive();
  root.cancel(why);
  for (const context& each : {child, grandchild, sibling}) {
    EXPECT_TRUE(each.done());
    EXPECT_TRUE(same(each.cause(), why));
    EXPECT_TRUE(each.stop_token().stop_requested());
  }
}

TEST(context, never_cancels_its_parent_or_a_sibling) {
  const context root = context::background(), child = root.derive(), sibling = root.derive();
  child.cancel(error("mine"));
  EXPECT_FALSE(root.done());
  EXPECT_FALSE(sibling.done());
}

TEST(context, cancelled_before_its_parent_keeps_its_own_cause) {
  const error own("own"), of_parent("of parent");
  const context parent = context::background(), child = parent.derive(), grandchild = child.derive();
  child.cancel(own);
  parent.cancel(of_parent);
  EXPECT_TRUE(same(child.cause(), own));
  EXPECT_TRUE(same(grandchild.cause(), own));
  EXPECT_TRUE(same(parent.cause(), of_parent));
}

TEST(context, derived_from_a_cancelled_context_is_cancelled_immediately) {
  const error why("why");
  const context parent = context::background();
  parent.cancel(why);
  const context child = parent.derive();
  EXPECT_TRUE(child.done());
  EXPECT_TRUE(same(child.cause(), why));
  EXPECT_TRUE(child.stop_token().stop_requested());
  const context late = child.derive();
  EXPECT_TRUE(same(late.cause(), why));
}

TEST(context, derived_while_its_parent_is_being_cancelled_is_cancelled) {
  for (int round = 0; round < 200; ++round) {
    const error why("why");
    const context parent = context::background();
    latch start(2);
    std::vector<context> children;
    std::thread deriver([&] {
      start.arrive();
      for (int i = 0; i < 8; ++i) children.push_back(parent.derive());
    });
    start.arrive();
    parent.cancel(why);
    deriver.join();
    for (const context& child : children) {
      child.wait();
      EXPECT_TRUE(same(child.cause(), why));
    }
  }
}

TEST(context, an_observer_of_done_also_observes_the_cause_and_earlier_writes) {
  for (int round = 0; round < 200; ++round) {
    const error why("why");
    const context parent = context::background(), child = parent.derive();
    int plain = 0;
    std::thread observer([&] {
      while (!child.done()) std::this_thread::yield();
      EXPECT_TRUE(same(child.cause(), why));
      EXPECT_TRUE(child.err());
      EXPECT_EQ(plain, 1);
    });
    plain = 1;
    parent.cancel(why);
    observer.join();
  }
}

TEST(context, is_cancelled_by_exactly_one_of_several_threads) {
  constexpr std::size_t threads = 4;
  for (int round = 0; round < 100; ++round) {
    const context c = context::background();
    latch start(threads);
    std::vector<error> causes;
    for (std::size_t i = 0; i < threads; ++i) causes.push_back(error::of(static_cast<int>(i)));
    std::atomic<int> won{0}, winner{-1};
    std::vector<std::thread> cancellers;
    for (std::size_t i = 0; i < threads; ++i)
      cancellers.emplace_back([&, i] {
        start.arrive();
        if (!c.cancel(causes[i])) return;
        ++won;
        winner = static_cast<int>(i);
      });
    for (auto& thread : cancellers) thread.join();
    EXPECT_EQ(won, 1);
    EXPECT_TRUE(same(c.cause(), causes[static_cast<std::size_t>(winner.load())]));
  }
}

TEST(context, wakes_all_waiters) {
  const context parent = context::background(), child = parent.derive();
  latch ready(4);
  std::vector<std::thread> waiters;
  for (int i = 0; i < 3; ++i)
    waiters.emplace_back([&] {
      ready.arrive();
      child.wait();
      EXPECT_TRUE(child.done());
    });
  ready.arrive();
  parent.cancel();
  for (auto& waiter : waiters) waiter.join();
}

TEST(context, wait_until_distinguishes_a_cancellation_from_a_timeout) {
  const context c = context::background();
  EXPECT_FALSE(c.wait_until(long_ago));
  c.cancel();
  EXPECT_TRUE(c.wait_until(long_ago));
  EXPECT_TRUE(c.wait_until(never));
}

TEST(context, wait_until_returns_when_the_context_is_cancelled) {
  const context c = context::background();
  std::thread waiter([&] { EXPECT_TRUE(c.wait_until(never)); });
  c.cancel();
  waiter.join();
}

TEST(context, forgets_children_that_were_destroyed) {
  const context parent = context::background();
  for (int i = 0; i < 100; ++i) {
    const context gone = parent.derive();
    const context kept = gone.derive();
    static_cast<void>(kept);
  }
  EXPECT_TRUE(parent.cancel());
}

TEST(context, keeps_a_grandchild_linked_if_its_parent_has_no_handle_left) {
  const context root = context::background();
  const context grandchild = root.derive().derive();
  root.cancel();
  EXPECT_TRUE(grandchild.done());
}

TEST(context, children_may_be_destroyed_while_the_parent_is_cancelled) {
  for (int round = 0; round < 100; ++round) {
    const context parent = context::background();
    std::vector<context> children;
    for (int i = 0; i < 16; ++i) children.push_back(parent.derive());
    latch start(2);
    std::thread dropper([&] {
      start.arrive();
      children.clear();
    });
    start.arrive();
    parent.cancel();
    dropper.join();
  }
}

// From a stop token to a context

TEST(context_from_a_stop_token, is_cancelled_when_a_stop_is_requested) {
  std::stop_source source;
  const context c = context::from(source.get_token()), child = c.derive();
  EXPECT_FALSE(c.done());
  source.request_stop();
  EXPECT_TRUE(c.done());
  EXPECT_TRUE(same(c.cause(), canceled()));
  EXPECT_TRUE(child.done());
}

TEST(context_from_a_stop_token, is_cancelled_if_a_stop_was_already_requested) {
  std::stop_source source;
  source.request_stop();
  EXPECT_TRUE(context::from(source.get_token()).done());
}

TEST(context_from_a_stop_token, never_stops_the_source) {
  std::stop_source source;
  context::from(source.get_token()).cancel();
  EXPECT_FALSE(source.stop_requested());
}

TEST(context_from_a_stop_token, may_be_destroyed_before_or_without_a_stop) {
  std::stop_source source;
  {
    const context gone = context::from(source.get_token());
    static_cast<void>(gone);
  }
  source.request_stop();
  EXPECT_FALSE(context::from(std::stop_token()).done());
}

TEST(context_from_a_stop_token, may_be_destroyed_while_a_stop_is_requested) {
  for (int round = 0; round < 200; ++round) {
    std::stop_source source;
    std::optional<context> c = context::from(source.get_token());
    latch start(2);
    std::thread dropper([&] {
      start.arrive();
      c.reset();
    });
    start.arrive();
    source.request_stop();
    dropper.join();
  }
}

// From a context to a stop token

TEST(stop_token_of_a_context, runs_callbacks_once_on_the_cancelling_thread) {
  const context parent = context::background(), child = parent.derive();
  int runs = 0;
  std::thread::id where;
  const std::stop_callback on_stop(child.stop_token(), [&] {
    ++runs;
    where = std::this_thread::get_id();
  });
  std::thread canceller([&] {
    parent.cancel();
    EXPECT_EQ(where, std::this_thread::get_id());
    parent.cancel();
    child.cancel();
  });
  canceller.join();
  EXPECT_EQ(runs, 1);
}

TEST(stop_token_of_a_context, lets_callbacks_read_the_cause_and_use_the_context) {
  const error why("why");
  const context parent = context::background(), c = parent.derive(), child = c.derive();
  bool ran = false;
  const std::stop_callback on_stop(c.stop_token(), [&] {
    ran = true;
    EXPECT_TRUE(c.done());
    EXPECT_TRUE(same(c.cause(), why));
    EXPECT_FALSE(c.cancel(error("again")));
    c.wait();
    EXPECT_TRUE(c.wait_until(never));
    EXPECT_TRUE(c.derive().done());
    EXPECT_TRUE(same(parent.derive().cause(), parent.cause()));
    child.cancel(error("by a callback"));
    parent.cancel(error("by a callback"));
  });
  c.cancel(why);
  EXPECT_TRUE(ran);
  EXPECT_TRUE(same(c.cause(), why));
  EXPECT_TRUE(parent.done());
}

// A callback that blocks blocks only the cancelling thread, because no lock is held while it runs.
TEST(stop_token_of_a_context, lets_other_threads_use_the_context_while_a_callback_runs) {
  const context c = context::background(), child = c.derive();
  gate used;
  const std::stop_callback on_stop(c.stop_token(), [&] { used.pass(); });
  std::thread user([&] {
    c.wait();
    EXPECT_FALSE(c.cancel());
    EXPECT_TRUE(c.cause());
    EXPECT_TRUE(c.derive().done());
    child.cancel();
    EXPECT_TRUE(child.done());
    used.open();
  });
  c.cancel();
  user.join();
}

TEST(stop_token_of_a_context, cancels_a_context_of_another_tree) {
  const context first = context::background(), second = context::from(first.stop_token());
  first.cancel(error("why"));
  EXPECT_TRUE(second.done());
  EXPECT_TRUE(same(second.cause(), canceled()));
}

// The callback of the cancellation destroys the last handle of the bridged context.
TEST(stop_token_of_a_context, lets_a_callback_destroy_the_last_handle_of_a_bridged_context) {
  const context first = context::background();
  std::optional<context> bridged = context::from(first.stop_token());
  const std::stop_callback drop(bridged->stop_token(), [&] { bridged.reset(); });
  first.cancel();
  EXPECT_FALSE(bridged);
}

TEST(deadline_context, expires_at_its_deadline) {
  const deadline_context limited(context::background(), long_ago);
  limited.get().wait();
  EXPECT_TRUE(same(limited.get().cause(), deadline_exceeded()));
  EXPECT_TRUE(same(limited.get().err(), deadline_exceeded()));
}

TEST(deadline_context, never_cancels_its_parent) {
  const context parent = context::background();
  {
    const deadline_context limited(parent, long_ago);
    limited.get().wait();
  }
  EXPECT_FALSE(parent.done());
}

TEST(deadline_context, is_cancelled_with_its_parent_before_its_deadline) {
  const error why("why");
  const context parent = context::background();
  const deadline_context limited(parent, never);
  EXPECT_FALSE(limited.get().done());
  parent.cancel(why);
  EXPECT_TRUE(same(limited.get().cause(), why));
  EXPECT_TRUE(same(limited.get().err(), canceled()));
}

// If the destructor did not end the timer, this test would last a day.
TEST(deadline_context, destructor_cancels_the_context_and_ends_the_timer) {
  std::optional<deadline_context> limited(std::in_place, context::background(), never);
  const context kept = limited->get();
  limited.reset();
  EXPECT_TRUE(kept.done());
  EXPECT_TRUE(same(kept.cause(), canceled()));
}

}  // namespace
}  // namespace gauntlet::subjects
