#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// The state of the schedule at a decision. Lifetime: the arrays are valid until the call returns.
///
/// The options are the ready threads and, if a blocked thread may time out although other threads can run,
/// that thread. The candidates are the first of them: the ready threads that have not yielded, and more if
/// the strategy asks for them (`ignores_hints`, `offers_timeout`).
struct choice {
  const thread_id* candidates = nullptr;  ///< at least one; the first `count` options
  std::uint32_t count = 0;
  const thread_id* options = nullptr;  ///< at least two, each once
  std::uint32_t option_count = 0;
  thread_id timer = no_thread;         ///< the option that is a time-out: no step, another choice follows
  thread_id running = no_thread;       ///< the thread that executed the last step
  bool running_is_candidate = false;   ///< the running thread is one of the candidates
  const operation* pending = nullptr;  ///< the next operation of each thread, indexed by thread id
  std::uint32_t threads = 0;           ///< the ids of the threads are below this number
  std::uint32_t step = 0;              ///< number of steps executed so far
};

/// Information about a schedule before it begins.
struct forecast {
  std::uint64_t seed = 0;
  std::uint32_t steps = 0;  ///< typical number of steps of this body's schedules; 0 before the first schedule
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
  /// Returns whether the next choice offers also the threads that have yielded. Called only if there are such
  /// threads. The default is false.
  [[nodiscard]] virtual bool ignores_hints();
  /// Returns whether the next choice offers also the next time-out (and the threads that have yielded).
  /// Called only if there is one. The default is false.
  [[nodiscard]] virtual bool offers_timeout();
  /// Returns whether the strategy also makes the choices after the limit of steps. Otherwise a random walk
  /// continues the schedule. The default is false.
  [[nodiscard]] virtual bool continues_after_limit();
  /// Returns one of the options, normally one of the candidates.
  [[nodiscard]] virtual thread_id choose(const choice& at) = 0;
  /// Returns a number below `options`. Requires: options > 1.
  [[nodiscard]] virtual std::uint32_t draw(std::uint32_t options) = 0;
  /// Called for every step, whether the strategy chose it or not: a thread executes its pending operation.
  virtual void executes(thread_id thread, const operation& what, const choice& at);
  /// Called after a schedule has ended. Returns whether the strategy has another schedule to try.
  virtual bool end(ending how);
};

}  // namespace gauntlet::schedule
