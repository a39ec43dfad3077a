#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// The state of the schedule at a decision. Lifetime: the arrays are valid until the call returns.
struct choice {
  const thread_id* candidates = nullptr;  ///< threads that can run, in ascending order; at least two
  std::uint32_t count = 0;
  thread_id running = no_thread;       ///< the thread that executed the last step
  bool running_is_candidate = false;   ///< false if it is blocked, has ended, or has yielded
  const operation* pending = nullptr;  ///< the next operation of each thread, indexed by thread id
  std::uint32_t threads = 0;           ///< number of threads created so far
  std::uint32_t step = 0;              ///< number of steps executed so far
};

/// Information about a schedule before it begins.
struct forecast {
  std::uint64_t seed = 0;
  std::uint32_t steps = 0;  ///< of the longest schedule of this body so far; 0 before the first schedule
};

/// Makes the decisions of a schedule. At every scheduling point at which several threads can run, it chooses
/// one of them. For every other choice (which waiter is woken, whether a fault happens) it draws a number.
/// All random data comes from the seed of the forecast, so a schedule is a function of body, strategy,
/// forecast, and what the strategy learnt from earlier schedules of the body.
///
/// Threading: one schedule at a time.
/// Requires of an implementation: it is compiled without instrumentation, like the engine, and has no inline
/// functions in a header that instrumented code includes. It is called on the stacks of controlled threads,
/// so it must not allocate, lock, or throw, except in `begin` and `end`.
class strategy {
 public:
  virtual ~strategy();
  [[nodiscard]] virtual const char* name() const = 0;

  /// Forgets what was learnt from earlier schedules. Called before the first schedule of another body.
  virtual void start_over();
  /// Called before a schedule begins.
  virtual void begin(const forecast& known) = 0;
  /// Returns one of the candidates.
  [[nodiscard]] virtual thread_id choose(const choice& at) = 0;
  /// Returns a number below `options`. Requires: options > 1.
  [[nodiscard]] virtual std::uint32_t draw(std::uint32_t options) = 0;
  /// Called for every step, whether the strategy chose it or not: a thread executes its pending operation.
  virtual void executes(thread_id thread, const operation& what, const choice& at);
  /// Called after a schedule has ended. Returns whether the strategy has another schedule to try.
  virtual bool end(ending how);
};

}  // namespace gauntlet::schedule
