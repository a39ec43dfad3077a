#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// Where a strategy chooses. Arrays are indexed as said, and live until the call returns.
struct choice {
  const thread_id* candidates = nullptr;  ///< who can run, by rising id; at least two
  std::uint32_t count = 0;
  thread_id running = no_thread;       ///< who ran until here
  bool running_is_candidate = false;   ///< false: it is blocked, has ended, or has yielded
  const operation* pending = nullptr;  ///< what each thread will do next, by thread id
  std::uint32_t threads = 0;           ///< created so far
  std::uint32_t step = 0;              ///< steps of the schedule so far
};

/// What is known of a schedule before it begins.
struct forecast {
  std::uint64_t seed = 0;
  std::uint32_t steps = 0;  ///< of the longest schedule of this body so far; 0: none ran yet
};

/// Who chooses: at every point where several threads can run, one of them; and at every other fork (which
/// waiter is woken, whether a fault happens) a number. All that is random comes from the seed of the
/// forecast, so that a schedule is a function of body, strategy and forecast.
///
/// Threading: one schedule at a time. Requires of implementations: compiled with the schedule
/// (uninstrumented), none of it inline in a header that others include; called on the stacks of the threads
/// under control, so they must not allocate, lock, or throw, except in `begin` and `end`.
class strategy {
 public:
  virtual ~strategy();
  [[nodiscard]] virtual const char* name() const = 0;

  /// What was learnt from earlier schedules is forgotten: those that follow are of another body.
  virtual void start_over();
  /// A schedule begins.
  virtual void begin(const forecast& known) = 0;
  /// Gives one of the candidates.
  [[nodiscard]] virtual thread_id choose(const choice& at) = 0;
  /// Gives a number below `options`. Requires: options > 1.
  [[nodiscard]] virtual std::uint32_t draw(std::uint32_t options) = 0;
  /// A thread executes its pending operation; called for every step, chosen or not.
  virtual void executes(thread_id thread, const operation& what, const choice& at);
  /// The schedule has ended. Gives whether there is another one to try.
  virtual bool end(ending how);
};

}  // namespace gauntlet::schedule
