#include <pthread.h>
#include <semaphore.h>

#include <cerrno>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(semaphores);

TEST(semaphores, are_acquired_as_often_as_they_are_posted) {
  const auto out = run_once([] {
    sem_t semaphore;
    sem_init(&semaphore, 0, 1);
    EXPECT_EQ(sem_wait(&semaphore), 0);
    EXPECT_EQ(sem_trywait(&semaphore), -1);
    EXPECT_EQ(errno, EAGAIN);
    EXPECT_EQ(sem_post(&semaphore), 0);
    EXPECT_EQ(sem_trywait(&semaphore), 0);
    sem_destroy(&semaphore);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(semaphores, keep_their_value_after_a_schedule) {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  run_once([&] { sem_post(&semaphore); });
  EXPECT_EQ(sem_trywait(&semaphore), 0);
  sem_post(&semaphore);
  run_once([&] { EXPECT_EQ(sem_trywait(&semaphore), 0); });
  EXPECT_EQ(sem_trywait(&semaphore), -1);
  sem_destroy(&semaphore);
}

TEST(semaphores, time_out) {
  const auto out = run_once([] {
    sem_t semaphore;
    sem_init(&semaphore, 0, 0);
    timespec soon{};
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_sec += 5;
    EXPECT_EQ(sem_timedwait(&semaphore, &soon), -1);
    EXPECT_EQ(errno, ETIMEDOUT);
    sem_destroy(&semaphore);
  });
  EXPECT_EQ(out.how, ending::done);
}

TEST(barriers, return_serial_thread_to_one_thread_in_every_round) {
  const auto tally = run_schedules(200, [] {
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, nullptr, 2);
    int serial_returns[2] = {0, 0};
    const auto arrive = [&](int thread) {
      for (int round = 0; round < 3; ++round)
        serial_returns[thread] += pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD ? 1 : 0;
    };
    std::thread one(arrive, 0), two(arrive, 1);
    one.join();
    two.join();
    EXPECT_EQ(serial_returns[0] + serial_returns[1], 3);
    pthread_barrier_destroy(&barrier);
  });
  EXPECT_EQ(tally.done, 200u);
}

}  // namespace
}  // namespace gauntlet::schedule
