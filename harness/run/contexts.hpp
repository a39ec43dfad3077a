#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"

namespace gauntlet::run {

/// What actors do with contexts, recorded: look at one, wait for its cancellation, cancel the parent.
/// Threading: each actor on its own thread.
class contexts {
 public:
  explicit contexts(running_case& now) : now_(now) {}

  /// The outermost group of the case, whose parent can be cancelled. Requires: called before any task runs.
  void begin(subject& root) { root_ = &root; }

  /// `group`: of which group the context is.
  void check(history::actor_id actor, std::uint32_t group, cancellation& context);
  /// Blocks until the context is cancelled.
  void await(history::actor_id actor, std::uint32_t group, cancellation& context);
  void cancel_parent(history::actor_id actor);

 private:
  void read_payload_of_cause(history::actor_id actor, std::uint32_t cause);

  running_case& now_;
  subject* root_ = nullptr;
};

}  // namespace gauntlet::run
