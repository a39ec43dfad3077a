#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fetch_user_profile.hpp"
#include "load_parts.hpp"
#include "scenarios/testing/gate.hpp"
#include "validate_items.hpp"

namespace gauntlet::subjects {
namespace {

using gauntlet::testing::concurrency_counter;
using gauntlet::testing::latch;

auto fetches(std::string what) {
  return [what = std::move(what)](const context&, std::string& part) {
    part = what;
    return error();
  };
}
auto fails(error failure) {
  return [failure = std::move(failure)](const context&, std::string&) { return failure; };
}

TEST(fetch_user_profile, returns_both_parts) {
  user_profile profile;
  EXPECT_FALSE(
      fetch_user_profile(context::background(), "7", fetches("Ada"), fetches("two orders"), profile));
  EXPECT_EQ(profile.user, "Ada");
  EXPECT_EQ(profile.orders, "two orders");
}

TEST(fetch_user_profile, fetches_both_parts_concurrently) {
  latch both(2);
  const auto arrives = [&](const context&, std::string&) {
    both.arrive();
    return error();
  };
  user_profile profile;
  EXPECT_FALSE(fetch_user_profile(context::background(), "7", arrives, arrives, profile));
}

TEST(fetch_user_profile, describes_the_failed_fetch_and_does_not_write_the_profile) {
  const error no_user("no such user");
  user_profile profile{"before", "before"};
  const error result =
      fetch_user_profile(context::background(), "7", fails(no_user), fetches("orders"), profile);
  EXPECT_EQ(result.message(), "fetch user 7: no such user");
  EXPECT_TRUE(result.is(no_user));
  EXPECT_EQ(profile.user, "before");
  EXPECT_EQ(profile.orders, "before");
}

TEST(fetch_user_profile, describes_the_failed_fetch_of_orders) {
  user_profile profile;
  const error result =
      fetch_user_profile(context::background(), "7", fetches("Ada"), fails(error("timeout")), profile);
  EXPECT_EQ(result.message(), "fetch orders of user 7: timeout");
}

TEST(fetch_user_profile, the_first_failure_cancels_the_other_fetch_and_is_the_result) {
  for (int round = 0; round < 100; ++round) {
    const error failure("down");
    error seen;
    const auto waits = [&](const context& shared, std::string&) {
      shared.wait();
      seen = shared.cause();
      return error("cancelled");
    };
    user_profile profile;
    const error result = fetch_user_profile(context::background(), "7", waits, fails(failure), profile);
    EXPECT_EQ(result.message(), "fetch orders of user 7: down");
    EXPECT_TRUE(same(seen, result));
    EXPECT_TRUE(result.is(failure));
  }
}

TEST(fetch_user_profile, treats_an_exception_as_a_failure_of_its_fetch) {
  const auto throws = [](const context&, std::string&) -> error { throw std::runtime_error("broken"); };
  user_profile profile;
  const error result = fetch_user_profile(context::background(), "7", throws, fetches("orders"), profile);
  EXPECT_EQ(result.message(), "fetch user 7: broken");
  EXPECT_NE(result.as<std::runtime_error>(), nullptr);
}

TEST(fetch_user_profile, passes_the_callers_cancellation_to_the_fetches_but_never_cancels_the_caller) {
  const error why("the user left");
  const context parent = context::background();
  const auto stops_when_cancelled = [](const context& shared, std::string&) {
    shared.wait();
    return shared.cause();
  };
  parent.cancel(why);
  user_profile profile;
  EXPECT_TRUE(fetch_user_profile(parent, "7", stops_when_cancelled, stops_when_cancelled, profile).is(why));

  const context untouched = context::background();
  EXPECT_TRUE(fetch_user_profile(untouched, "7", fails(error("down")), stops_when_cancelled, profile));
  EXPECT_FALSE(untouched.done());
}

TEST(validate_items, returns_no_error_for_no_items_or_valid_items) {
  const auto valid = [](std::size_t) { return error(); };
  EXPECT_FALSE(validate_items(0, valid));
  EXPECT_FALSE(validate_items(20, valid));
  EXPECT_FALSE(validate_items(20, valid, gentle_limit));
}

TEST(validate_items, validates_every_item_once) {
  std::vector<int> seen(50);
  const auto marks = [&](std::size_t item) {
    ++seen[item];
    return error();
  };
  EXPECT_FALSE(validate_items(seen.size(), marks, gentle_limit));
  EXPECT_EQ(seen, std::vector<int>(50, 1));
}

TEST(validate_items, returns_all_errors_in_the_order_of_the_items_each_with_its_item) {
  const error odd("odd");
  const auto validate = [&](std::size_t item) { return item % 2 == 1 ? odd : error(); };
  const error result = validate_items(6, validate);
  EXPECT_EQ(result.message(), "item 1: odd\nitem 3: odd\nitem 5: odd");
  EXPECT_EQ(result.causes().size(), 3u);
  EXPECT_TRUE(result.is(odd));
}

TEST(validate_items, treats_an_exception_as_an_error_of_its_item_only) {
  const auto validate = [](std::size_t item) -> error {
    if (item == 1) throw std::invalid_argument("bad");
    return item == 2 ? error("worse") : error();
  };
  const error result = validate_items(4, validate);
  EXPECT_EQ(result.message(), "item 1: bad\nitem 2: worse");
  EXPECT_NE(result.as<std::invalid_argument>(), nullptr);
}

TEST(validate_items, validates_at_most_ten_items_at_a_time_under_the_gentle_limit) {
  concurrency_counter inside;
  const auto validate = [&](std::size_t) {
    const concurrency_counter::visit visit(inside);
    std::this_thread::yield();
    return error("failed");
  };
  EXPECT_EQ(validate_items(100, validate, gentle_limit).causes().size(), 100u);
  EXPECT_LE(inside.most(), 10u);
}

TEST(validate_items, validates_ten_items_at_a_time_under_the_gentle_limit) {
  latch ten(10);
  const auto arrives = [&](std::size_t) {
    ten.arrive();
    return error();
  };
  EXPECT_FALSE(validate_items(10, arrives, gentle_limit));
}

TEST(validate_items, validates_all_items_concurrently_without_a_limit) {
  latch all(24);
  const auto arrives = [&](std::size_t) {
    all.arrive();
    return error();
  };
  EXPECT_FALSE(validate_items(24, arrives));
}

TEST(load_parts, returns_all_errors_in_the_order_of_the_parts_each_with_its_part) {
  const auto load = [](std::size_t part) -> error {
    if (part == 0) throw std::runtime_error("torn");
    return part == 2 ? error("lost") : error();
  };
  const error result = load_parts(3, load);
  EXPECT_EQ(result.message(), "part 0: torn\npart 2: lost");
  EXPECT_FALSE(load_parts(2, [](std::size_t) { return error(); }));
}

TEST(load_parts, returns_after_the_thread_locals_are_destroyed) {
  static std::atomic<int> destroyed{0};
  struct kept {
    ~kept() { ++destroyed; }
  };
  const auto load = [](std::size_t) {
    thread_local kept mine;
    (void)&mine;
    return error();
  };
  EXPECT_FALSE(load_parts(8, load));
  EXPECT_EQ(destroyed.load(), 8);
}

}  // namespace
}  // namespace gauntlet::subjects
