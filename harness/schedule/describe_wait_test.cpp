#include "harness/schedule/describe_wait.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

waiting_thread waiting_for(op kind) {
  waiting_thread out;
  out.before.kind = kind;
  out.since_step = 17;
  return out;
}

TEST(describe_wait, names_the_object_the_owner_and_the_step) {
  auto waiting = waiting_for(op::mutex_lock);
  EXPECT_EQ(describe_wait(waiting), "locks a mutex, since step 17");
  waiting.object = 3;
  EXPECT_EQ(describe_wait(waiting), "locks a mutex (object 3), since step 17");
  waiting.held_by = 0;
  EXPECT_EQ(describe_wait(waiting), "locks a mutex (object 3), held by thread 0, since step 17");
}

TEST(describe_wait, names_the_last_step_of_a_thread_that_spins) {
  auto waiting = waiting_for(op::atomic_load);
  waiting.object = 1;
  waiting.blocked = false;
  EXPECT_EQ(describe_wait(waiting), "loads an atomic (object 1), can run; its last step was 17");
}

TEST(describe_wait, names_the_joined_thread) {
  auto waiting = waiting_for(op::join);
  waiting.object = 3;
  waiting.held_by = 2;
  EXPECT_EQ(describe_wait(waiting), "joins thread 2, since step 17");
}

}  // namespace
}  // namespace gauntlet::schedule
