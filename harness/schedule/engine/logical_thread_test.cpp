// A controlled thread behaves like a real thread in everything that a program can query.
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <exception>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(logical_thread, has_an_id_and_a_name_of_its_own) {
  run_once([] {
    const auto main_id = std::this_thread::get_id();
    std::thread other([&] {
      EXPECT_NE(std::this_thread::get_id(), main_id);
      EXPECT_EQ(pthread_setname_np(pthread_self(), "worker"), 0);
      char name[16] = "";
      EXPECT_EQ(pthread_getname_np(pthread_self(), name, sizeof name), 0);
      EXPECT_STREQ(name, "worker");
    });
    EXPECT_NE(other.get_id(), main_id);
    other.join();
    EXPECT_EQ(pthread_join(pthread_self(), nullptr), EDEADLK);
  });
}

TEST(logical_thread, runs_to_its_end_when_detached) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    bool ran = false;
    EXPECT_EQ(run_once([&] { std::thread([&] { ran = true; }).detach(); }, seed).how, ending::done);
    EXPECT_TRUE(ran);
  }
}

TEST(logical_thread, has_exceptions_and_errno_of_its_own) {
  const auto tally = run_schedules(500, [] {
    std::atomic<int> points{0};
    const auto nested = [&](int id) {
      try {
        try {
          throw id;
        } catch (int& caught) {
          points++;
          EXPECT_EQ(caught, id);
          errno = id;
          points++;
          EXPECT_EQ(errno, id);
          EXPECT_EQ(std::uncaught_exceptions(), 0);
          throw;
        }
      } catch (int caught) {
        points++;
        EXPECT_EQ(caught, id);
      }
    };
    std::thread a(nested, 1), b(nested, 2);
    a.join();
    b.join();
  });
  EXPECT_EQ(tally.done, 500u);
}

}  // namespace
}  // namespace gauntlet::schedule
