#pragma once

#include <algorithm>
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
  /// Appends a wait, sometimes on several threads, or after waits on other threads, with or without a
  /// time-out.
  void wait();
  /// Begins another theme on the same group. Its tasks come after those of the themes before it.
  void begin_phase() { first_task = static_cast<std::uint32_t>(plan.tasks.size()); }
  /// True for the first theme of the plan.
  [[nodiscard]] bool in_first_phase() const { return first_task == 0 && plan.driver.empty(); }
  /// Limits the active tasks from here on. Returns whether the limit is in force: in a later phase it is only
  /// if the group is idle and its limit can be set.
  bool limit_to(std::uint32_t limit);
  /// Returns whether a limit may be in force.
  [[nodiscard]] bool may_be_limited() const;
  /// Return the number of a gate, a rendezvous, or a nested group that no other step names. When all numbers
  /// are used, the last one is returned again.
  std::uint32_t new_gate() { return std::min(gates_++, max_blocking_points - 1); }
  std::uint32_t new_rendezvous() { return std::min(meetings_++, max_blocking_points - 1); }
  std::uint32_t new_group() { return std::min(++groups_, max_groups - 1); }
  /// Returns how many more nested groups the plan can have.
  [[nodiscard]] std::uint32_t room_for_groups() const {
    return max_groups - 1 - std::min(groups_, max_groups - 1);
  }
  /// Returns the description of a nested group, for a change.
  nested_group& group(std::uint32_t index);
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
  std::uint32_t first_task = 0;  ///< the first task of this theme
  bool adds_final_wait = true;   ///< generate appends a wait, unless the last driver step is one

 private:
  task make(ending end) { return {0, {}, end, random_shape()}; }
  ending random_end(std::uint32_t failure_percent);
  ending random_failure();
  ending random_failure_rarely_throwing();
  error_shape random_shape();

  std::uint32_t size_;
  std::uint32_t gates_ = 0, meetings_ = 0, groups_ = 0;
};

}  // namespace gauntlet::plan
