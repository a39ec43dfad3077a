#include "harness/schedule/engine/borrowed_threads.hpp"

#include <gtest/gtest.h>

#include "harness/schedule/engine/control.hpp"

namespace gauntlet::schedule {
namespace {

borrowed_threads* threads = nullptr;
logical_thread first, second;
std::uintptr_t base_of_first = 0, base_of_second = 0;
bool controlled_inside = false;

// Both functions run on carriers, where gtest must not be called.
void run_second() {
  base_of_second = machine::thread_base();
  threads->go_home();
}
void run_first() {
  base_of_first = machine::thread_base();
  controlled_inside = controlled();
  threads->leave_for(&second);
}

TEST(borrowed_threads, run_on_their_carriers_and_return_home) {
  static borrowed_threads made;
  threads = &made;
  const auto home = machine::thread_base();
  made.begin();
  second.id = 1;
  made.prepare(first, run_first);
  made.prepare(second, run_second);
  made.start(first);
  EXPECT_EQ(machine::thread_base(), home);
  EXPECT_EQ(base_of_first, first.on->parked.thread_base);
  EXPECT_EQ(base_of_second, second.on->parked.thread_base);
  EXPECT_NE(base_of_first, base_of_second);
  EXPECT_TRUE(controlled_inside);
  EXPECT_FALSE(controlled());
}

TEST(borrowed_threads, get_a_new_carrier_after_one_was_retired) {
  static borrowed_threads made;
  made.begin();
  logical_thread t;
  made.prepare(t, run_second);
  const carrier* before = t.on;
  made.prepare(t, run_second);
  EXPECT_EQ(t.on, before);
  made.retire(t);
  made.prepare(t, run_second);
  EXPECT_NE(t.on, before);
  EXPECT_EQ(made.retired(), 1u);
}

TEST(borrowed_threads, lend_their_thread_base_to_the_home_thread) {
  static borrowed_threads made;
  const auto home = machine::thread_base();
  made.begin();
  logical_thread t;
  made.prepare(t, run_second);
  borrowed_threads::act_as(t);
  const auto base = machine::thread_base();
  made.act_as_home();
  EXPECT_EQ(base, t.at.thread_base);
  EXPECT_EQ(machine::thread_base(), home);
}

}  // namespace
}  // namespace gauntlet::schedule
