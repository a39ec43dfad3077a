#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"

namespace gauntlet::reports {

/// One row of the table of a schedule. A row belongs to one thread, whose index is `column`.
struct schedule_row {
  enum class kind : std::uint8_t {
    step,        ///< the thread executes an operation
    event,       ///< an event of the history, recorded after the step above
    change,      ///< a switch from a thread that could not continue to the thread of this row
    preemption,  ///< a switch from a thread that could continue to the thread of this row
  } what = kind::step;
  std::uint32_t step = 0;  ///< numbered from 1; 0 for an event before the first step
  std::size_t column = 0;  ///< index into `schedule_table::threads`
  std::string text;        ///< "locks a mutex (3)", "task 0: body begins", "thread 1 → thread 2"
  std::string where, in;   ///< of a step: "fail_fast.hpp:42" and the function; empty if not known
  bool evidence = false;   ///< one of the events that prove the violation
  bool foldable = false;   ///< part of a long run of steps that the reader can skip
  friend bool operator==(const schedule_row&, const schedule_row&) = default;
};

/// A schedule for display: one column for each thread, time from top to bottom.
struct schedule_table {
  struct thread {
    std::uint32_t number = 0;
    std::vector<std::string> actors;  ///< the actors that ran on this thread: "driver", "task 0"
  };
  std::vector<thread> threads;  ///< ascending by number
  std::vector<schedule_row> rows;
};

/// Returns the steps of an explored finding, with the events of its history between them. Returns an empty
/// table if the steps are not known.
[[nodiscard]] schedule_table tabulate(const protocol::finding& finding);

/// Returns the table as `schedule.table` of reports/report.schema.json. Returns null if the table is empty.
[[nodiscard]] nlohmann::json to_json(const schedule_table& table);

/// Returns the table as text for a terminal of 120 columns. Up to four threads have columns of their own.
/// More threads are indented instead. A run of foldable steps becomes one line with the number of steps.
[[nodiscard]] std::string format(const schedule_table& table);

}  // namespace gauntlet::reports
