#include <pthread.h>

#include <cerrno>
#include <ctime>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(threads);

void* return_argument(void* argument) { return argument; }
void* sleep_long(void*) {
  const timespec hour{3600, 0};
  nanosleep(&hour, nullptr);
  return nullptr;
}

TEST(interposed_threads, pass_their_result_to_the_thread_that_joins) {
  run_once([] {
    pthread_t thread{};
    int given = 0;
    ASSERT_EQ(pthread_create(&thread, nullptr, return_argument, &given), 0);
    void* result = nullptr;
    EXPECT_EQ(pthread_join(thread, &result), 0);
    EXPECT_EQ(result, &given);
    EXPECT_EQ(pthread_join(thread, nullptr), ESRCH);
  });
}

TEST(interposed_threads, cannot_be_joined_before_they_end) {
  run_once([] {
    pthread_t thread{};
    ASSERT_EQ(pthread_create(&thread, nullptr, sleep_long, nullptr), 0);
    EXPECT_EQ(pthread_tryjoin_np(thread, nullptr), EBUSY);
    timespec soon{};
    clock_gettime(CLOCK_REALTIME, &soon);
    ++soon.tv_sec;
    EXPECT_EQ(pthread_timedjoin_np(thread, nullptr, &soon), ETIMEDOUT);
    EXPECT_EQ(pthread_clockjoin_np(thread, nullptr, CLOCK_REALTIME, &soon), ETIMEDOUT);
    EXPECT_EQ(pthread_join(thread, nullptr), 0);
  });
}

TEST(interposed_threads, cannot_be_joined_if_they_are_detached) {
  run_once([] {
    pthread_t thread{};
    ASSERT_EQ(pthread_create(&thread, nullptr, sleep_long, nullptr), 0);
    EXPECT_EQ(pthread_detach(thread), 0);
    EXPECT_EQ(pthread_detach(thread), EINVAL);
    EXPECT_EQ(pthread_join(thread, nullptr), EINVAL);
  });
}

TEST(interposed_threads, reject_a_name_that_is_too_long) {
  run_once([] {
    EXPECT_EQ(pthread_setname_np(pthread_self(), "sixteen letters!"), ERANGE);
    char small[4];
    EXPECT_EQ(pthread_getname_np(pthread_self(), small, sizeof small), ERANGE);
  });
}

}  // namespace
}  // namespace gauntlet::schedule
