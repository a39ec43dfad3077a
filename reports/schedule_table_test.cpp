#include "reports/schedule_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/approved.hpp"

namespace gauntlet::reports {
namespace {

using kind = schedule_row::kind;

protocol::finding explored_finding(const std::string& subject) {
  for (const auto& r : approved_tally(explored_journal).reduced)
    if (r.job.subject == subject) return r.finding;
  throw std::runtime_error("no finding of " + subject);
}

/// Returns a finding whose threads run round robin, `steps_a_turn` steps each. Its history has no events.
protocol::finding round_robin(std::uint32_t threads, std::uint32_t rounds, std::uint32_t steps_a_turn) {
  protocol::finding f;
  f.history.emplace();
  auto& trace = f.schedule.emplace().trace;
  for (std::uint32_t round = 0; round < rounds; ++round)
    for (std::uint32_t t = 0; t < threads; ++t)
      for (std::uint32_t s = 0; s < steps_a_turn; ++s)
        trace.push_back({t, "locks a mutex", t + 1, "group.hpp:" + std::to_string(s + 1), "group::go", s == 0,
                         s == 0 && t % 2 == 1});
  return f;
}

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);)
    longest = std::max(longest, static_cast<std::size_t>(std::count_if(
                                    line.begin(), line.end(), [](char c) { return (c & 0xc0) != 0x80; })));
  return longest;
}

TEST(schedule_table, equals_the_approved_text) {
  expect_approved("schedule.txt", format(tabulate(explored_finding("cancel-before-record"))));
}

TEST(schedule_table, of_a_deadlock_equals_the_approved_text) {
  expect_approved("deadlock.txt", format(tabulate(explored_finding("lost-wakeup"))));
}

TEST(schedule_table, of_many_threads_equals_the_approved_text) {
  expect_approved("many_threads.txt", format(tabulate(round_robin(7, 2, 3))));
}

TEST(schedule_table, of_a_finding_without_steps_is_empty) {
  EXPECT_TRUE(tabulate({}).rows.empty());
  EXPECT_TRUE(to_json(tabulate({})).is_null());
  EXPECT_EQ(format(tabulate({})), "");
}

TEST(schedule_table, has_each_step_and_each_event_once) {
  const auto finding = explored_finding("cancel-before-record");
  const auto table = tabulate(finding);
  const auto count = [&](kind what) {
    return static_cast<std::size_t>(
        std::count_if(table.rows.begin(), table.rows.end(), [&](const auto& r) { return r.what == what; }));
  };
  EXPECT_EQ(count(kind::step), finding.schedule->trace.size());
  EXPECT_EQ(count(kind::event), history::merge(*finding.history).size());
  EXPECT_EQ(count(kind::preemption), finding.schedule->preemptions);
  EXPECT_TRUE(std::is_sorted(table.rows.begin(), table.rows.end(),
                             [](const auto& a, const auto& b) { return a.step < b.step; }));
}

TEST(schedule_table, names_the_actors_of_each_thread) {
  const auto table = tabulate(explored_finding("cancel-before-record"));
  ASSERT_EQ(table.threads.size(), 3u);
  EXPECT_EQ(table.threads[0].actors, (std::vector<std::string>{"driver"}));
  EXPECT_EQ(table.threads[1].actors, (std::vector<std::string>{"task 0"}));
  EXPECT_EQ(table.threads[2].actors, (std::vector<std::string>{"task 1"}));
}

TEST(schedule_table, names_the_actor_of_an_event_if_its_thread_ran_several) {
  auto finding = explored_finding("lost-wakeup");
  for (auto& step : finding.schedule->trace) step.thread = 0;
  const auto table = tabulate(finding);
  const auto body = std::find_if(table.rows.begin(), table.rows.end(), [](const auto& r) {
    return r.text.find("body begins") != std::string::npos;
  });
  ASSERT_NE(body, table.rows.end());
  EXPECT_EQ(body->text, "task 0: body begins");
}

TEST(schedule_table, never_folds_a_step_next_to_a_switch_or_evidence) {
  for (const char* subject : {"cancel-before-record", "lost-wakeup"}) {
    const auto rows = tabulate(explored_finding(subject)).rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].foldable) continue;
      EXPECT_EQ(rows[i].what, kind::step);
      for (const int way : {-1, 1}) {
        auto at = i + way;
        for (; rows.at(at).what == kind::event; at += way) EXPECT_FALSE(rows[at].evidence) << i;
        EXPECT_EQ(rows.at(at).what, kind::step) << i;
      }
    }
  }
}

TEST(schedule_table, folds_only_long_runs) {
  const auto folded = [](std::uint32_t steps) {
    const auto rows = tabulate(round_robin(2, 1, steps)).rows;
    return std::count_if(rows.begin(), rows.end(), [](const auto& r) { return r.foldable; });
  };
  EXPECT_EQ(folded(5), 0);  // three steps between the first and the last
  EXPECT_EQ(folded(6), 8);  // four steps in each of two runs
  EXPECT_EQ(folded(20), 36);
}

TEST(schedule_table, shows_the_last_steps_of_a_crashed_process) {
  auto finding = round_robin(1, 1, 20);
  finding.history.reset();
  const auto rows = tabulate(finding).rows;
  for (std::size_t i = 1; i < 20; ++i) EXPECT_EQ(rows[i].foldable, i < 15) << i;
}

TEST(schedule_table, ends_with_the_blocked_threads) {
  auto finding = round_robin(2, 1, 3);
  finding.schedule->waiting = {{1, "locks a mutex (object 3), held by thread 0, since step 5"},
                               {9, "begins"}};
  const auto rows = tabulate(finding).rows;
  const auto& last = rows.back();
  EXPECT_EQ(last.text, "never continues: locks a mutex (object 3), held by thread 0, since step 5");
  EXPECT_EQ(last.column, 1u);
  EXPECT_TRUE(last.evidence);
  EXPECT_EQ(last.step, finding.schedule->trace.size());
}

TEST(schedule_table, has_no_line_wider_than_the_terminal) {
  for (const std::uint32_t threads : {1u, 2u, 3u, 4u, 5u, 12u, 64u}) {
    auto finding = round_robin(threads, 2, 3);
    for (auto& step : finding.schedule->trace) step.where = std::string(200, 'x');
    EXPECT_LE(longest_line(format(tabulate(finding))), 120u) << threads;
    EXPECT_LE(longest_line(format(tabulate(round_robin(threads, 2, 9)))), 120u) << threads;
  }
}

}  // namespace
}  // namespace gauntlet::reports
