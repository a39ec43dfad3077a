#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::check {

/// A source of choices that reads a tape of bytes. At the end of the tape, every choice is the first one. A
/// shorter tape with smaller bytes therefore makes a simpler history, and rapidcheck can shrink the tape.
class choices {
 public:
  explicit choices(std::vector<std::uint8_t> tape) : tape_(std::move(tape)) {}
  /// Returns a number in [0, count). Reads no byte if there is only one.
  std::uint32_t among(std::uint32_t count) {
    if (count < 2 || next_ == tape_.size()) return 0;
    return tape_[next_++] % count;
  }
  /// Returns true with a probability of 1 / out_of; false at the end of the tape if out_of is at least 2.
  bool rarely(std::uint32_t out_of) { return among(out_of) == out_of - 1; }

 private:
  std::vector<std::uint8_t> tape_;
  std::size_t next_ = 0;
};

/// A history with its plan and the subject's capabilities.
struct recorded {
  plan::plan plan;
  plan::capabilities can;
  history::history history;
  /// False if the history is not usable: the simulated case did not end, or no clock can record its times.
  bool complete = true;
};

/// Returns the correct history of a small random case: simulated threads take the transitions of the
/// specification's machine in a random order.
[[nodiscard]] recorded random_history(choices& choose);

/// Changes one part of the history: an answer, an outcome, the time of an event, or the limit. The result may
/// still be correct.
void distort(recorded& h, choices& choose);

/// Returns the plan's main properties and the events in the order of their times, for messages.
[[nodiscard]] std::string describe(const recorded& history);

}  // namespace gauntlet::check
