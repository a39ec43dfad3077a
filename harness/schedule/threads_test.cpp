#include "harness/schedule/threads.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

void fail_the_second() {
  begin_counting_threads(2);
  std::thread([] {}).join();
  EXPECT_THROW(std::thread([] {}), std::system_error);
  std::thread([] {}).join();
  EXPECT_EQ(counted_threads(), 3u);
  stop_failing_threads();
}

TEST(threads, fail_to_be_created_if_requested) { fail_the_second(); }
TEST(threads, fail_to_be_created_under_control) { EXPECT_EQ(run_once(fail_the_second).how, ending::done); }

void create_a_thread_of_the_harness() {
  begin_counting_threads(1);
  const auto before = created_by_this_thread();
  {
    const harness_threads of_the_harness;
    std::thread([] {}).join();
  }
  EXPECT_EQ(counted_threads(), 0u);
  EXPECT_EQ(created_by_this_thread(), before);
  stop_failing_threads();
  std::thread([] {}).join();
  EXPECT_EQ(created_by_this_thread(), before + 1);
}

TEST(threads, of_the_harness_are_not_counted) { create_a_thread_of_the_harness(); }

TEST(threads, are_live_until_their_function_has_ended) {
  const auto out = run_once([] {
    const auto before = live_threads();
    std::thread one([] { std::this_thread::yield(); });
    EXPECT_EQ(live_threads(), before + 1);
    one.detach();
    wait_for_threads(before);
    EXPECT_EQ(live_threads(), before);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(threads, are_numbered_by_their_ids_under_control) {
  run_once([] {
    EXPECT_EQ(thread_number(), 0u);
    std::thread([] { EXPECT_EQ(thread_number(), 1u); }).join();
    std::thread([] { EXPECT_EQ(thread_number(), 2u); }).join();
  });
}

TEST(threads, keep_their_numbers_outside_of_control) {
  const auto mine = thread_number();
  EXPECT_EQ(thread_number(), mine);
  std::thread([mine] { EXPECT_NE(thread_number(), mine); }).join();
}

// explore/06: only threads that exist count towards the limit.
TEST(threads, can_be_created_one_after_another_without_limit) {
  const auto out = run_once([] {
    for (int i = 0; i < 600; ++i) std::thread([] {}).join();
    for (int i = 0; i < 600; ++i) std::thread([] {}).detach();
  });
  EXPECT_EQ(out.how, ending::done);
  EXPECT_EQ(out.threads, 1201u);
}

TEST(threads, can_exist_in_hundreds) {
  const auto out = run_once([] {
    std::vector<std::thread> all;
    for (int i = 0; i < 500; ++i) all.emplace_back([] {});
    for (auto& each : all) each.join();
  });
  EXPECT_EQ(out.how, ending::done);
}

void create_too_many() {
  run_once([] {
    std::vector<std::thread> all;
    for (std::uint32_t i = 0; i < max_threads; ++i) all.emplace_back([] {});
  });
}

// It is a limit of the harness: the subject must not see a creation that fails.
TEST(threads, beyond_the_limit_of_a_schedule_end_the_process) {
  if (std::string_view(GAUNTLET_FLAVOUR) != "plain") GTEST_SKIP() << "so many threads need too much memory";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(create_too_many(), testing::ExitedWithCode(3), "4,096 threads; more are not supported");
}

}  // namespace
}  // namespace gauntlet::schedule
