#pragma once

#include <cstdint>

#include "harness/schedule/engine/flight_record.hpp"

/// Replays a failing schedule in a new process: this program starts again with the same arguments, and the
/// same call of gauntlet::explore runs that one schedule. Nothing here allocates, so that a process that
/// crashes can do it too.
namespace gauntlet::schedule {

/// A call of gauntlet::explore in a program.
struct explore_call {
  char test[256];        ///< "suite.name" of the GoogleTest that makes the call; empty: none
  std::uint32_t number;  ///< of the call in its test, from 1; if there is no test, in the program
};

/// How a schedule of gauntlet::explore ended.
enum class end_of_schedule : std::uint8_t {
  none,     ///< no schedule has ended
  passed,   ///< all threads ended, and no failure was observed
  failed,   ///< a failure was observed, or the threads could not continue
  crashed,  ///< by a signal
  exited,   ///< the body ended the process
  hung,     ///< no thread reached its next scheduling point
};

/// An end, and the number of the signal or the exit code.
struct schedule_end {
  end_of_schedule how = end_of_schedule::none;
  std::int32_t code = 0;

  friend bool operator==(const schedule_end&, const schedule_end&) = default;
};

/// What a process requests from the new process, and what that answers. Both map it.
struct replay_request {
  explore_call call;
  bool plain_accesses;
  std::uint32_t decision_count;
  schedule_end answer;
  std::uint16_t decisions[flight_record::capacity];
};

/// In a process that was started to replay a schedule: returns the request. Otherwise null.
[[nodiscard]] const replay_request* requested_replay();
/// Must be called by such a process before it runs the schedule: its record becomes visible to the parent.
void share_record_of_replay();
/// Answers the request, if there is one.
void answer_replay(schedule_end end);

/// The result of a replay in a new process.
struct replay_comparison {
  enum class verdict : std::uint8_t { not_tried, same, different };
  verdict result = verdict::not_tried;
  const char* why_not_tried = "";
  std::uint32_t differs_at =
      0;                    ///< the first step that differed; 0: the steps were the same, but not the end
  step recorded, replayed;  ///< the steps of that number; op::start of thread `no_step` if there was none
  schedule_end end;         ///< of the schedule in the new process
};
inline constexpr std::uint16_t no_step = 0xffff;

/// Replays the last schedule, which ended in this way, in a new process, and compares the two. Takes at most
/// 30 s. Not tried in a process that was itself started to replay a schedule, nor if the environment variable
/// GAUNTLET_VERIFY is 0.
[[nodiscard]] replay_comparison replay_in_new_process(const explore_call& call, schedule_end end);

/// Writes a sentence about the comparison, one character at a time.
void write_comparison(const replay_comparison& compared, void (*put)(void* to, char letter), void* to);

}  // namespace gauntlet::schedule
