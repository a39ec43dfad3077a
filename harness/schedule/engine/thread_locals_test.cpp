#include "harness/schedule/engine/thread_locals.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

thread_local int fresh = 7;
thread_local std::unique_ptr<std::string> owned;
std::atomic<int> destroyed{0};
struct counts_its_end {
  int value = 3;
  ~counts_its_end() { destroyed.fetch_add(value); }
};
thread_local counts_its_end ends;

TEST(thread_locals, have_initial_values_in_every_thread_and_are_destroyed) {
  destroyed = 0;
  for (int schedule = 0; schedule < 100; ++schedule) {
    const auto out = run_once([] {
      const auto use = [] {
        EXPECT_EQ(fresh, 7);
        EXPECT_EQ(owned, nullptr);
        EXPECT_EQ(ends.value, 3);
        fresh = 8;
        owned = std::make_unique<std::string>(50, 'x');
        ends.value = 1;
      };
      std::thread one(use), two(use);
      one.join();
      two.join();
    });
    ASSERT_EQ(out.how, ending::done);
  }
  EXPECT_EQ(destroyed.load(), 200);
}

}  // namespace
}  // namespace gauntlet::schedule
