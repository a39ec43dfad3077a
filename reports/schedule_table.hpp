#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"

namespace gauntlet::reports {

/// One row of the table of a schedule. Only one thread does something in it: that of its column.
struct schedule_row {
  enum class kind : std::uint8_t {
    step,        ///< the thread executes an operation
    event,       ///< what the history says happened in the step before
    change,      ///< a switch: the thread goes on after another one, which could not
    preemption,  ///< the thread goes on in place of another one, which could have
  } what = kind::step;
  std::uint32_t step = 0;  ///< from 1; an event before the first step has 0
  std::size_t column = 0;  ///< in `schedule_table::threads`
  std::string text;        ///< "locks a mutex (3)", "task 0: body begins", "thread 1 → thread 2"
  std::string where, in;   ///< of a step: "fail_fast.hpp:42", and the function; empty where not known
  bool evidence = false;   ///< one of the events that prove the violation
  bool foldable = false;   ///< a step in a long run of steps of which none is worth a look
  friend bool operator==(const schedule_row&, const schedule_row&) = default;
};

/// A schedule, as a person reads it: a column for each thread that takes part, time from top to bottom.
struct schedule_table {
  struct thread {
    std::uint32_t number = 0;
    std::vector<std::string> actors;  ///< of the history, that it was: "driver", "task 0"
  };
  std::vector<thread> threads;  ///< by number
  std::vector<schedule_row> rows;
};

/// The steps of an explored finding, with the events of its history between them. Empty where the steps are
/// not known.
[[nodiscard]] schedule_table tabulate(const protocol::finding& finding);

/// As `schedule.table` in reports/report.schema.json; null where it is empty.
[[nodiscard]] nlohmann::json to_json(const schedule_table& table);

/// For a terminal of 120 columns. Up to four threads stand side by side, more are indented; runs of foldable
/// steps are folded to their number.
[[nodiscard]] std::string format(const schedule_table& table);

}  // namespace gauntlet::reports
