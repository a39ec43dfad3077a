#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"

namespace gauntlet::run {

/// The operations of actors on contexts, recorded: observe a context, wait for its cancellation, cancel the
/// parent context. Threading: any thread, one at a time per actor.
class contexts {
 public:
  explicit contexts(running_case& current) : current_(current) {}

  /// Sets the outermost group of the case: the one whose parent context `cancel_parent` cancels. Requires: no
  /// task has run yet.
  void begin(subject& root) { root_ = &root; }

  /// Observes a context once. `group` is the group that the context belongs to.
  void check(history::actor_id actor, std::uint32_t group, cancellation& context);
  /// Blocks until the context is cancelled.
  void await(history::actor_id actor, std::uint32_t group, cancellation& context);
  void cancel_parent(history::actor_id actor);

 private:
  void read_payload_of_cause(history::actor_id actor, std::uint32_t cause);

  running_case& current_;
  subject* root_ = nullptr;
};

}  // namespace gauntlet::run
