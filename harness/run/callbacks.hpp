#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// The callbacks that the tasks and the driver of a case register with contexts, at most one each.
/// Threading: an actor adds and drops only its own callback. A callback runs on any thread.
/// Lifetime: must outlive every thread that a subject created, because an incorrect subject may run a
/// callback late.
class callbacks {
 public:
  explicit callbacks(recorder& recorder) : recorder_(recorder) {}

  /// Registers the callback of a task, or of the driver if `task` is history::none. `action` is a
  /// plan::callback_action. Returns null if the subject has no callbacks. Requires: the context outlives the
  /// registration.
  [[nodiscard]] std::unique_ptr<registration> add(std::uint32_t task, std::uint32_t action,
                                                  cancellation& context);
  /// Removes a callback: destroys its registration.
  void drop(std::unique_ptr<registration>& added, history::actor_id actor);

 private:
  friend class callback;
  void run(const callback& called);

  recorder& recorder_;
  std::array<callback, plan::max_tasks + 1> all_;  // by task; the last one is the driver's
};

}  // namespace gauntlet::run
