#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/case_parts.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Runs the bodies of the tasks as the plan says, and records their events.
/// Guarantees: a body runs at most once. A second call for the same task only counts a late run.
/// Threading: `run_task` may run concurrently on any threads of the subject.
/// Memory ordering: adds no happens-before edge.
class bodies final : public task_host {
 public:
  explicit bodies(case_parts& parts) : parts_(parts) {}

  /// Begins a case, in which no body has run yet. Requires: no case runs.
  void begin();

  task_end run_task(std::uint32_t task, subject& group, cancellation& context) override;
  void callable_gone(std::uint32_t task) override;

 private:
  /// A task whose body runs, with the group and the context that the subject passed to it.
  struct running_task {
    std::uint32_t task;
    subject& group;
    cancellation& context;
    [[nodiscard]] history::actor_id actor() const { return task + 1; }
  };
  task_end run_steps(const running_task& self);
  void run_step(const plan::step& step, const running_task& self);
  void run_nested(std::uint32_t index, const running_task& self, task_end& end);

  case_parts& parts_;
  std::array<schedule::unsynchronised_atomic<std::uint32_t>, plan::max_tasks> runs_{};
};

}  // namespace gauntlet::run
