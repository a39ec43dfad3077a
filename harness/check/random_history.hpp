#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::check {

/// Decisions, one after another; when none is left, always the first choice. So a shorter or smaller tape
/// makes a simpler history, and rapidcheck shrinks it.
class choices {
 public:
  explicit choices(std::vector<std::uint8_t> tape) : tape_(std::move(tape)) {}
  /// One of [0, count).
  std::uint32_t among(std::uint32_t count) {
    if (count < 2 || next_ == tape_.size()) return 0;
    return tape_[next_++] % count;
  }
  /// Once in so many.
  bool rarely(std::uint32_t out_of) { return among(out_of) == out_of - 1; }

 private:
  std::vector<std::uint8_t> tape_;
  std::size_t next_ = 0;
};

/// A history and the plan that it belongs to.
struct recorded {
  plan::plan plan;
  plan::capabilities can;
  history::history history;
  bool complete =
      true;  ///< false: the simulated case came to a stop, or no clock tells such times: of no use
};

/// A right history of a small random case: the machine of the specification is run with the transitions of
/// several simulated threads, taken in a random order.
[[nodiscard]] recorded random_history(choices& choose);

/// The same with something of it changed: an answer, an outcome, the time of an event, the limit. It may be
/// right all the same.
void distort(recorded& right, choices& choose);

/// For messages: the plan's essentials and the events by time.
[[nodiscard]] std::string describe(const recorded& history);

}  // namespace gauntlet::check
