#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"

namespace gauntlet::run {

/// Records what the subject says of the cancellation, if the observation found the context cancelled: what
/// `err` says, and the error tree of the cause.
void record_cancellation(recorder& recorder, history::actor_id actor, const observation& seen);

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
  /// For a thread that is no actor. The caller records the cancellation.
  std::optional<bool> cancel_parent_unrecorded() { return root_->cancel_parent_and_tell(); }

 private:
  void read_payload_of_cause(history::actor_id actor, std::uint32_t cause);

  running_case& current_;
  subject* root_ = nullptr;
};

}  // namespace gauntlet::run
