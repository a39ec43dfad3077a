#include <gtest/gtest.h>

#include <string>

#include "reports/schedule_table.hpp"

namespace gauntlet::reports {
namespace {

using kind = schedule_row::kind;

/// Returns a table of this number of threads, without actors and rows.
schedule_table of_threads(std::uint32_t threads) {
  schedule_table table;
  for (std::uint32_t t = 0; t < threads; ++t) table.threads.push_back({t, {}});
  return table;
}

schedule_row row(std::uint32_t step, std::size_t column, std::string text, kind what = kind::step) {
  schedule_row made;
  made.what = what;
  made.step = step;
  made.column = column;
  made.text = std::move(text);
  return made;
}

TEST(schedule_text, is_empty_for_a_table_without_rows) { EXPECT_EQ(format(of_threads(2)), ""); }

TEST(schedule_text, has_a_column_for_each_thread_and_a_line_while_another_one_runs) {
  auto table = of_threads(2);
  table.threads[0].actors = {"driver"};
  table.threads[1].actors = {"task 0", "task 1"};
  table.rows = {row(1, 0, "begins"), row(1, 0, "submits task 0", kind::event),
                row(1, 1, "thread 0 → thread 1", kind::change), row(2, 1, "locks a mutex (1)"),
                row(3, 0, "ends")};
  table.rows[3].where = "group.hpp:7";
  table.rows[4].evidence = true;
  EXPECT_EQ(
      format(table),
      "    step  thread 0 (driver)                                      thread 1 (task 0, task 1)\n"
      "\n"
      "       1  begins\n"
      "          • submits task 0\n"
      "          ── switch: thread 0 → thread 1 ──\n"
      "       2  │                                                      locks a mutex (1)  group.hpp:7\n"
      ">>     3  ends\n");
}

TEST(schedule_text, draws_a_preemption_across_the_page) {
  auto table = of_threads(2);
  table.rows = {row(1, 0, "begins"), row(1, 1, "thread 0 → thread 1", kind::preemption), row(2, 1, "begins")};
  EXPECT_NE(format(table).find("\n──────────── preemption: thread 0 → thread 1 ─"), std::string::npos)
      << format(table);
}

TEST(schedule_text, folds_a_run_of_steps_into_one_line) {
  auto table = of_threads(1);
  for (std::uint32_t step = 1; step <= 9; ++step) {
    table.rows.push_back(row(step, 0, "locks"));
    table.rows.back().foldable = step > 1 && step < 9;
  }
  EXPECT_NE(format(table).find("       1  locks\n          … 7 more steps\n       9  locks\n"),
            std::string::npos)
      << format(table);
}

TEST(schedule_text, cuts_long_text_between_two_characters) {
  auto table = of_threads(1);
  std::string text;
  for (int i = 0; i < 200; ++i) text += "é";
  table.rows = {row(1, 0, text)};
  const auto out = format(table);
  const auto line = out.substr(out.rfind('\n', out.size() - 2) + 1);
  std::string shown;
  for (int i = 0; i < 109; ++i) shown += "é";
  EXPECT_EQ(line, "       1  " + shown + "…\n");
}

TEST(schedule_text, indents_the_headings_if_there_are_too_many_threads_for_columns) {
  auto table = of_threads(5);
  for (std::uint32_t t = 0; t < 5; ++t) table.rows.push_back(row(t + 1, t, "begins"));
  const auto out = format(table);
  EXPECT_EQ(out.find("    step  thread 0\n    step      thread 1\n    step          thread 2\n"), 0u) << out;
}

}  // namespace
}  // namespace gauntlet::reports
