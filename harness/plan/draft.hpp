#pragma once

#include <cstdint>

#include "harness/plan/plan.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {

/// A plan that themes build at random. Lifetime: the capabilities outlive it. Threading: by one thread.
/// The order of random draws determines the plan of a seed: swapping two draws changes every later one.
class draft {
 public:
  draft(std::uint64_t seed, const capabilities& can, std::uint32_t size);

  /// Appends a task without a submit. Returns its index.
  std::uint32_t add_task(task task);
  void add_driver_step(driver_kind kind, std::uint32_t value = 0) { plan.driver.push_back({kind, value}); }
  /// Appends a task and a driver step that submits it, sometimes a try_submit. Returns the task's index.
  std::uint32_t submit(task task);
  /// Appends a task and a driver step that submits it and blocks at the limit. Returns the task's index.
  std::uint32_t submit_blocking(task task);
  /// Appends a wait, sometimes on several threads.
  void wait();
  void add_delay(injection_point at, std::uint32_t us, std::int32_t task = -1) {
    plan.delays.push_back({at, task, us});
  }

  /// Returns how many more tasks fit into nested groups.
  [[nodiscard]] std::uint32_t room_for_nested() const;
  /// Returns how many more tasks fit into the outermost group.
  [[nodiscard]] std::uint32_t room() const;
  /// Returns a random number from 1 to `most`, at most `room()`. Small numbers are far more frequent.
  std::uint32_t random_count(std::uint32_t most);
  /// Returns a random number of tasks that may block at the same time, and leaves a body free to release
  /// them.
  std::uint32_t random_blocking_count(std::uint32_t most);
  /// Returns a random limit from 1 to `most`; 1 is far more frequent.
  std::uint32_t random_limit(std::uint32_t most);

  /// Returns a task without steps that fails with this probability (in percent).
  task random_task(std::uint32_t failure_percent) { return make(random_end(failure_percent)); }
  task failing_task() { return make(random_failure()); }
  task succeeding_task() { return make(ending::ok); }

  /// Returns whether the group has a context that its first failure cancels.
  [[nodiscard]] bool with_context() const { return plan.context && plan.policy == error_policy::first; }

  const capabilities& can;
  prng random;
  struct plan plan;
  bool adds_final_wait = true;  ///< generate appends a wait, unless the last driver step is one

 private:
  task make(ending end) { return {0, {}, end, random_shape()}; }
  ending random_end(std::uint32_t failure_percent);
  ending random_failure();
  ending random_failure_rarely_throwing();
  error_shape random_shape();

  std::uint32_t size_;
};

}  // namespace gauntlet::plan
