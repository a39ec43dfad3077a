#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// The callbacks that the tasks and the driver of a case register with contexts: one each.
/// Threading: each actor adds and drops its own; a callback runs on any thread.
/// Lifetime: outlives every thread that a subject created, because a subject may run a callback late.
class callbacks {
 public:
  explicit callbacks(recorder& recorder) : recorder_(recorder) {}

  /// Registers the callback of a task (none: of the driver). `action`: a plan::callback_action. Null where
  /// the subject can't. Requires: the context lives until the callback is dropped.
  [[nodiscard]] std::unique_ptr<registration> add(std::uint32_t task, std::uint32_t action,
                                                  cancellation& context);
  /// Removes it.
  void drop(std::unique_ptr<registration>& added, history::actor_id actor);

 private:
  friend class callback;
  void run(const callback& called);

  recorder& recorder_;
  std::array<callback, plan::max_tasks + 1> all_;  // the driver's is the last
};

}  // namespace gauntlet::run
