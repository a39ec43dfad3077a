#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

// The definition of a correct group: a sequential state machine of a case's groups and their contexts. Calls
// and tasks consist of atomic transitions of this machine. A history is correct if its transitions have an
// order in which the machine allows each of them, each lies within the interval of its call or body, and each
// answer equals the recorded one. This is linearizability (Herlihy and Wing, 1990), extended to calls of
// several steps. The properties check closed forms of this definition. linearizability.hpp decides it by
// search, and agreement_test.cpp compares both.
//
// - submit: count, acquire; if it is rejected: count, refuse, uncount; if it throws: count, perhaps acquire,
// uncount
// - a task after its body: record and cancel if it failed; release after the record; leave after all of these
// - wait: join, then finish and report
// - an observation: observe
// - the parent context: cancel_parent, settle; pass_deadline
// - a nested group: open; and inherit, at any time after the context above it was cancelled
// - set_limit: set_limit; if it throws: keep_limit
// - the destruction of the group: finish, join
//
// The machine leaves open what correct implementations do differently: whether a submit counts before it has
// its permit (Go's errgroup does not), what happens between record and cancel, and which waiting submit gets
// the next permit.
namespace gauntlet::check::specification {

/// One atomic step of the machine.
enum class transition_kind : std::uint8_t {
  count,           ///< `task` is counted; a later join waits for it
  acquire,         ///< `task` takes a permit; allowed if one is free
  refuse,          ///< a try-submit is rejected; allowed if no permit is free
  uncount,         ///< a submit that was rejected or threw undoes its count and releases its permit
  record,          ///< the error of `task` is recorded; a fail-fast group keeps the first one
  cancel,          ///< if `task` recorded first, the context is cancelled with its error as the cause
  release,         ///< `task` releases its permit
  leave,           ///< `task` is counted down
  join,            ///< allowed if no task is counted
  finish,          ///< a wait that has joined, or the destruction, cancels the context
  report,          ///< a wait returns the result `answer`
  observe,         ///< an observation of the context: `cancelled`, and the cause in `error`
  observe_parent,  ///< an observation of the parent context: `cancelled`
  cancel_parent,   ///< the parent context is cancelled
  pass_deadline,   ///< the deadline of the parent context passes
  open,            ///< a nested group is opened; its context is derived from the context with index `by`
  inherit,         ///< the context is cancelled because the context above it is cancelled
  settle,          ///< allowed if the cancellation named `by` has reached all derived contexts
  set_limit,       ///< the limit is changed; allowed if no task is counted
  keep_limit,      ///< set_limit throws; allowed if a task is counted
};

/// A transition with its operands. A field that the kind does not use is ignored.
struct transition {
  transition_kind kind{};
  std::uint8_t group = 0;
  std::uint8_t task = 0;
  /// The name of a cancellation, to which `settle` refers. For `open`: the index of the context above.
  std::uint8_t by = 0;
  /// The cause of a cancellation: set by `cancel`, observed by `observe`.
  std::uint32_t error = history::no_error;
  bool cancelled = false;                ///< the observed state
  std::optional<std::uint32_t> limit{};  ///< the new limit; nullopt: unlimited
  std::vector<std::uint32_t> answer{};   ///< ids of the result's leaves, in order
};

/// The value of `derived_from` of a context that has none above it.
inline constexpr std::uint8_t no_context = 0xff;

/// A context. Index 0 is the parent context; index g + 1 is the context of group g.
struct context_state {
  std::uint8_t derived_from = no_context;  ///< index of the context above it
  bool open = false;                       ///< the context exists
  bool cancelled = false;
  std::uint8_t by = 0;  ///< name of the cancellation that cancelled it
  std::uint32_t cause = history::no_error;
  auto operator<=>(const context_state&) const = default;
};

/// A group: its tasks, its limit and its first error.
struct group_state {
  /// Sets of tasks, one bit each: those that are counted, hold a permit, have recorded an error.
  std::uint64_t counted = 0, holding = 0, recorded = 0;
  std::uint32_t limit = history::none;  ///< history::none: unlimited
  std::uint32_t first = history::none;  ///< the task that recorded first; history::none: no task
  auto operator<=>(const group_state&) const = default;
};

/// A state of the machine.
struct state {
  std::array<group_state, plan::max_groups> groups;
  std::array<context_state, plan::max_groups + 1> contexts;
  auto operator<=>(const state&) const = default;
};

/// The transition rules for one plan. The states are values of the caller. Threading: `set_error` needs
/// exclusive access; the const functions may be called concurrently.
class machine {
 public:
  /// `fixed_limit` is the limit that is part of the subject; it applies if the plan sets none and it is
  /// positive. Requires: the plan outlives the machine.
  machine(const plan::plan& plan, std::int32_t fixed_limit);

  /// Sets the ids of the leaves that a result contains for the error of this task. Requires: the error is not
  /// recorded yet.
  void set_error(std::uint8_t task, std::vector<std::uint32_t> ids) { errors_[task] = std::move(ids); }

  /// Returns the initial state.
  [[nodiscard]] state start() const;
  /// Applies the transition if it is allowed and its answer is correct in this state. Returns whether it did;
  /// if not, the state is unchanged.
  [[nodiscard]] bool take(state& now, const transition& next) const;
  /// Returns the result of a wait that returns in this state: the ids of the leaves.
  [[nodiscard]] std::vector<std::uint32_t> result_of(const group_state& group) const;

 private:
  void cancel(state& now, std::uint8_t context, std::uint32_t cause, std::uint8_t by) const;
  bool inherit(state& now, std::uint8_t context) const;
  [[nodiscard]] bool settled(const state& now, std::uint8_t by) const;

  const plan::plan& plan_;
  std::uint32_t limit_;
  std::vector<std::vector<std::uint32_t>> errors_;
};

}  // namespace gauntlet::check::specification
