#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

// What right means, as one sequential state machine: a case's groups, their contexts, and the atomic
// transitions that calls and tasks are made of. A history is right when its transitions can be ordered so
// that each is allowed where it stands, each lies within the interval of its call or body, and each answer is
// the recorded one: that is linearizability (Herlihy and Wing, 1990) for calls that take several steps. The
// checks of the properties are closed forms of it; linearizability.hpp decides it by search, and
// agreement_test.cpp compares the two.
//
// - a submit: count, acquire; where it is rejected count, refuse, uncount; where it throws count, uncount
// - a task after its body: record and cancel if it failed; release after the record, leave after all
// - a wait: join, then finish and tell
// - a look: look
// - the parent: cancel_parent, settle; pass_deadline
// - a nested group: open; and inherit, whenever the context above is cancelled
// - set_limit: set_limit, or keep_limit where it throws
// - the destruction: finish, join
//
// What it leaves open is what right implementations do differently: whether a submit counts before it has its
// permit (Go's does not), what happens between record and cancel, and who is served first.
namespace gauntlet::check::specification {

/// One atomic step of the machine.
enum class transition_kind : std::uint8_t {
  count,           ///< `task` is counted: from here on a wait joins it
  acquire,         ///< it takes a permit; allowed while one is free
  refuse,          ///< no permit is free: the try-submit will be rejected
  uncount,         ///< a submit that was rejected or threw has changed nothing
  record,          ///< the error of `task` is recorded; the first one is kept
  cancel,          ///< if it was the first, it cancels the context, with itself as the cause
  release,         ///< `task` gives back its permit
  leave,           ///< it is counted down
  join,            ///< allowed while nobody counts
  finish,          ///< a wait that joined, or the destruction, cancels the context
  tell,            ///< the result of the wait: `answer`
  look,            ///< a look at the context: `cancelled`, and the cause
  look_at_parent,  ///< a look at the parent context: `cancelled`
  cancel_parent,   ///< the parent context is cancelled
  pass_deadline,   ///< its deadline passes
  open,            ///< a nested group begins: its context is derived from that of `below`
  inherit,         ///< a context is cancelled because the one that it is derived from is
  settle,          ///< all contexts below the one that `by` cancelled are cancelled, too
  set_limit,       ///< allowed while nobody counts
  keep_limit,      ///< allowed while somebody counts: the call throws
};

struct transition {
  transition_kind kind{};
  std::uint8_t group = 0;
  std::uint8_t task = 0;
  std::uint8_t by = 0;                      ///< names the one that cancels, so that `settle` can ask for it
  std::uint32_t error = history::no_error;  ///< that is recorded; or the cause that was seen
  bool cancelled = false;                   ///< what was seen
  std::optional<std::uint32_t> limit{};     ///< that is set; none: unlimited
  std::vector<std::uint32_t> answer{};      ///< ids of the result's leaves
};

inline constexpr std::uint8_t no_context = 0xff;

/// A context: the parent's is the first, that of group g the one with index g + 1.
struct context_state {
  std::uint8_t derived_from = no_context;
  bool open = false;
  bool cancelled = false;
  std::uint8_t by = 0;
  std::uint32_t cause = history::no_error;
  auto operator<=>(const context_state&) const = default;
};

struct group_state {
  std::uint64_t counted = 0, holding = 0, recorded = 0;  ///< sets of tasks
  std::uint32_t limit = history::none;                   ///< none: unlimited
  std::uint32_t first = history::none;                   ///< the task that recorded first
  auto operator<=>(const group_state&) const = default;
};

struct state {
  std::array<group_state, plan::max_groups> groups;
  std::array<context_state, plan::max_groups + 1> contexts;
  auto operator<=>(const state&) const = default;
};

/// The machine of one plan. Threading: stateless.
class machine {
 public:
  /// `fixed_limit`: of the subject itself; negative: none. Requires: the plan outlives the machine.
  machine(const plan::plan& plan, std::int32_t fixed_limit);

  /// The ids of the leaves that stand in a result for the error of this task. Requires: before it is
  /// recorded.
  void set_error(std::uint8_t task, std::vector<std::uint32_t> ids) { errors_[task] = std::move(ids); }

  [[nodiscard]] state start() const;
  /// Takes the transition where it is allowed and its answer is the right one; gives whether it did.
  [[nodiscard]] bool take(state& now, const transition& next) const;
  /// What a wait that tells now returns: the ids of the leaves.
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
