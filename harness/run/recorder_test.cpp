#include "harness/run/recorder.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "harness/history/history_json.hpp"

namespace gauntlet::run {
namespace {

using history::actor_id;
using history::driver;
using history::event_kind;
using history::none;
using history::read_history;

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

TEST(recorder, counts_what_finds_no_room) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(2, 64));
  for (int i = 0; i < 200; ++i) r.add(1, event_kind::check_begin);
  EXPECT_GT(r.snapshot().overflowed, 0u);
}

TEST(history_json, reads_what_it_writes) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(2, 64));
  r.add(driver, event_kind::submit_begin, 0);
  r.add(driver, event_kind::submit_end, 0, 0, 1);
  r.add(1, event_kind::body_begin, 0, 17);
  r.add_unowned(event_kind::callable_gone, 0);
  const auto taken = r.snapshot();
  EXPECT_EQ(read_history(to_json(taken)), taken);
}

TEST(history_json, reads_what_older_versions_wrote) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(2, 64));
  r.add_unowned(event_kind::callable_gone, 0);
  const auto taken = r.snapshot();
  auto older = to_json(taken);
  older["disposals"] = older["unowned"];
  for (const auto* younger : {"unowned", "spurious_wakeups"}) older.erase(younger);
  EXPECT_EQ(read_history(older), taken);
}

}  // namespace
}  // namespace gauntlet::run
