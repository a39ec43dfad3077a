#include "harness/history/recorder.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>

#include "harness/history/history_json.hpp"

namespace gauntlet::history {
namespace {

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

// Two threads write a plain variable, and both record between their writes. If the recorder synchronised
// them, ThreadSanitizer would see no race: a race must be reported, with the recorder as without it.
std::atomic<int> reports{0};

int racing_writes(bool record) {
  recorder r;
  r.begin(std::vector<std::uint32_t>(3, 64));
  const int before = reports.load();
  int canary = 0;
  std::atomic<int> ready{0};
  const auto write = [&](actor_id actor) {
    ready.fetch_add(1, std::memory_order_relaxed);
    while (ready.load(std::memory_order_relaxed) < 2) std::this_thread::yield();
    for (int i = 0; i < 10; ++i) {
      if (record) r.add(actor, event_kind::check_begin);
      *const_cast<volatile int*>(&canary) = static_cast<int>(actor);
      if (record) r.add(actor, event_kind::check_end);
    }
  };
  std::thread one(write, 1), two(write, 2);
  one.join();
  two.join();
  return reports.load() - before;
}

TEST(recorder_canary, a_race_beside_the_recorder_is_seen) {
  if (std::string_view(GAUNTLET_FLAVOUR) != "tsan") return;  // nobody else looks for races
  int with = 0;
  for (int round = 0; round < 10; ++round) with += racing_writes(true) > 0 ? 1 : 0;
  EXPECT_GT(with, 0);
}

}  // namespace
}  // namespace gauntlet::history

// ThreadSanitizer calls it for each report.
extern "C" void __tsan_on_report(void*) { gauntlet::history::reports.fetch_add(1); }
extern "C" const char* __tsan_default_options() {
  return "exitcode=0:report_bugs=1:print_suppressions=0:suppress_equal_stacks=0:suppress_equal_addresses=0";
}
