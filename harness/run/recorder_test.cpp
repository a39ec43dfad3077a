#include "harness/run/recorder.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace gauntlet::run {
namespace {

using history::actor_id;
using history::event_kind;
using history::none;

TEST(recorder, keeps_each_log_in_program_order) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(3, 64));
  std::thread one([&] {
    for (std::uint32_t i = 0; i < 20; ++i) r.add(1, event_kind::check_begin, none, i);
  });
  std::thread two([&] {
    for (std::uint32_t i = 0; i < 20; ++i) r.add(2, event_kind::check_begin, none, i);
  });
  one.join();
  two.join();
  const auto taken = r.snapshot();
  for (const actor_id actor : {1u, 2u}) {
    ASSERT_EQ(taken.logs[actor].size(), 20u);
    for (std::uint32_t i = 0; i < 20; ++i) EXPECT_EQ(taken.logs[actor][i].value, i);
  }
  EXPECT_EQ(taken.overflowed, 0u);
}

TEST(recorder, counts_events_that_find_no_slot) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(2, 64));
  for (int i = 0; i < 200; ++i) r.add(1, event_kind::check_begin);
  EXPECT_GT(r.snapshot().overflowed, 0u);
}

}  // namespace
}  // namespace gauntlet::run
