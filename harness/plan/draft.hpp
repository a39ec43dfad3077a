#pragma once

#include <cstdint>

#include "harness/plan/plan.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {

/// A plan that is being drawn, with what themes draw it from. Requires: the capabilities outlive it.
/// The order of the draws is part of a seed's plan: two draws that change places change every later one.
class draft {
 public:
  draft(std::uint64_t seed, const capabilities& can, std::uint32_t size);

  /// Appends a task, which nobody submits yet. Returns its index.
  std::uint32_t add(task task);
  void drive(driver_kind kind, std::uint32_t value = 0) { plan.driver.push_back({kind, value}); }
  /// Appends a task and the driver's submit of it, now and then without blocking. Returns its index.
  std::uint32_t submit(task task);
  /// Likewise, by a submit that blocks at the limit.
  std::uint32_t submit_blocking(task task);
  /// Appends a wait, now and then on several threads.
  void wait();
  void add_delay(injection_point at, std::uint32_t us, std::int32_t task = -1) {
    plan.delays.push_back({at, task, us});
  }

  /// How many more tasks fit into nested groups, and into the outermost one.
  [[nodiscard]] std::uint32_t room_inside() const;
  [[nodiscard]] std::uint32_t room() const;
  /// 1 to `most`; small numbers are far more frequent.
  std::uint32_t few(std::uint32_t most);
  /// How many bodies may block together; one is left free to move the others on.
  std::uint32_t few_blocking(std::uint32_t most);
  std::uint32_t any_limit(std::uint32_t most);

  /// A task that fails with this probability and has no steps.
  task any_task(std::uint32_t failure_percent) { return make(any_end(failure_percent)); }
  task failing() { return make(any_failure()); }
  task succeeding() { return make(ending::ok); }

  /// Whether the group has a context that its first failure cancels.
  [[nodiscard]] bool with_context() const { return plan.context && plan.policy == error_policy::first; }

  const capabilities& can;
  prng random;
  struct plan plan;
  bool joined = true;  ///< the driver waits in the end

 private:
  task make(ending end) { return {0, {}, end, any_shape()}; }
  ending any_end(std::uint32_t failure_percent);
  ending any_failure();
  ending any_failure_but_exceptions();
  error_shape any_shape();

  std::uint32_t size_;
};

}  // namespace gauntlet::plan
