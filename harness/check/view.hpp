#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::check {

using history::event;

/// Identifies one event by its log and its index in that log. An event that is in no actor's log has the log
/// `unowned_log`, which stands for `history::unowned`.
struct event_ref {
  std::uint32_t log = 0;
  std::uint32_t index = 0;
  friend bool operator==(const event_ref&, const event_ref&) = default;
};
inline constexpr std::uint32_t unowned_log = 0xffffu;

/// The interval [begin, end] of an API call or a body. A stamp of `open` has not happened. `begin_ref` is
/// valid only if begun(), and `end_ref` only if ended().
struct interval {
  static constexpr std::uint64_t open = ~std::uint64_t{0};
  std::uint64_t begin = open;
  std::uint64_t end = open;
  event_ref begin_ref{}, end_ref{};
  [[nodiscard]] bool begun() const { return begin != open; }
  [[nodiscard]] bool ended() const { return end != open; }
};

/// One completed read of a context's cancellation state.
struct observation {
  interval when;
  std::uint32_t group = 0;
  bool cancelled = false;
  std::uint32_t cause = history::no_error;
  bool awaited = false;               ///< the read blocked until the context was cancelled
  std::optional<std::uint32_t> task;  ///< the task that made the observation; nullopt: the group's driver
};

/// One task of the plan, with its submit and its body.
struct task_view {
  std::uint32_t index = 0;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> parent;  ///< the task that submitted it; nullopt: the driver
  interval submit;
  bool accepted = false, rejected = false, threw = false, non_blocking = false;
  bool dropped = false;    ///< accepted, but destroyed without a run; P02 decides whether that is legal
  std::uint32_t runs = 0;  ///< number of times that its body began
  interval body;
  history::outcome outcome = history::outcome::ok;
  /// Id of its error. A forwarded error of an inner group keeps its id.
  std::uint32_t error = history::no_error;
  std::vector<observation> observations;  ///< of its own group's context, in program order
  std::vector<event_ref> disposals;       ///< destructions of its callable
  std::vector<event_ref> locals_gone;     ///< destructions of the thread_local objects of its thread
  std::uint32_t thread = 0;
  std::uint32_t threads_left = 0;  ///< threads that its submit created, although it was rejected or threw
  bool parcel_intact = true;       ///< the task read its parcel as it was written before the submit
  std::optional<event_ref> parcel_ref;
  [[nodiscard]] bool failed() const { return body.ended() && outcome != history::outcome::ok; }
};

/// One leaf of a result.
struct leaf {
  std::uint32_t error = history::no_error;
  history::leaf_state state = history::leaf_state::intact;
  friend bool operator==(const leaf&, const leaf&) = default;
};

/// One wait that did not time out.
struct wait_view {
  std::uint32_t group = 0;
  history::actor_id actor = 0;
  interval when;
  /// An event of the driver. Every event that precedes it in the driver's log also precedes the wait's begin.
  /// For a wait on another thread, it is the driver's own wait of the same step, or the start of that thread.
  event_ref follows{};
  bool timed = false;        ///< it has a timeout
  std::vector<leaf> leaves;  ///< leaves of the result, in pre-order; empty if there is no error
  /// Number of leaves that the wait returned; `leaves` has fewer if some were not recorded.
  std::uint32_t leaf_count = 0;
  std::optional<observation> after;  ///< the observation right after the wait returned
  /// Number of the search in the result's error tree that failed; 0: none did; nullopt: no search was made.
  std::optional<std::uint32_t> failed_search;
  event_ref search_ref{};
};

/// A wait that timed out.
struct timeout_view {
  interval when;
  std::uint32_t after_us = 0;   ///< the timeout that the driver asked for
  std::uint32_t waited_us = 0;  ///< the time after which the wait returned
};

/// A callback on a group's context.
struct callback_view {
  struct run {
    event_ref begin{};
    std::optional<event_ref> end;
    std::uint32_t thread = 0;
  };
  std::optional<std::uint32_t> task;  ///< the task that registered it; nullopt: the driver
  std::uint32_t group = 0;
  gauntlet::plan::callback_action action = gauntlet::plan::callback_action::nothing;
  std::uint32_t thread = 0;  ///< the thread that registered it
  interval add, drop;        ///< its registration and its removal
  std::vector<run> runs;
};

/// One read of a task's payload, by an actor to which the task's writes must be visible.
struct payload_view {
  std::uint32_t task = 0;
  bool intact = true;
  /// Why the writes must be visible. True: a wait had joined the task. False: the reader had observed the
  /// task's error as the cause of the cancellation.
  bool after_wait = false;
  event_ref source{};  ///< the end of that wait or observation
  event_ref ref{};
};

/// One group: the outermost group (index 0) or a nested group that a task opened.
struct group_view {
  std::uint32_t index = 0;
  std::optional<std::uint32_t> opened_by;  ///< the task that opened it; nullopt for the outermost group
  interval nest;                           ///< the `nest` step of that task
  std::vector<std::uint32_t> tasks;        ///< all tasks of the group in the plan, in index order
  std::vector<wait_view> waits;            ///< in the order of their begins, without those that timed out
  std::vector<timeout_view> timeouts;
  std::vector<observation> driver_observations;  ///< observations by the driver
};

/// A period in which one limit was in force: after `from` and before `to`. If `from` is nullopt, the period
/// starts with the case; if `to` is nullopt, it lasts until the end.
struct limit_epoch {
  std::optional<std::uint32_t> limit;  ///< nullopt: unlimited
  std::optional<event_ref> from, to;
};

/// One call of set_limit.
struct limit_view {
  interval when;
  std::optional<std::uint32_t> limit;  ///< nullopt: unlimited
  bool accepted = true;                ///< false: the call threw
};

/// A history in the form that the checks read. It is computed once and shared by all checks. Requires: the
/// history comes from a run of this plan; the plan, the capabilities and the history outlive the view.
/// Guarantees: `before(a, b)` holds only if a certainly happened before b, because their stamps differ by
/// more than the clock error or because program order says so. A history that did not end is accepted: its
/// unfinished intervals are open, and an unfinished observation is omitted. Threading: immutable after
/// construction.
class view {
 public:
  view(const gauntlet::plan::plan& plan, const gauntlet::plan::capabilities& capabilities,
       const gauntlet::history::history& history);

  const gauntlet::plan::plan& plan;
  const gauntlet::plan::capabilities& capabilities;
  const gauntlet::history::history& history;
  std::vector<task_view> tasks;
  std::vector<group_view> groups;
  std::vector<interval> parent_cancels;  ///< cancellations of the parent context, by the driver or a task
  std::vector<limit_view> limits;        ///< calls of set_limit by the driver, in program order
  /// The periods of the outermost group's limit, in order. A call that did not finish ends the last one.
  std::vector<limit_epoch> epochs;
  std::vector<payload_view> payloads;
  std::vector<callback_view> callbacks;
  /// Whether the parent context was cancelled after the driver's last step; nullopt if the case did not get
  /// that far.
  std::optional<bool> parent_cancelled_at_end;
  event_ref parent_state_ref{};         ///< the event that recorded it; valid only if it has a value
  std::optional<event_ref> group_gone;  ///< the end of the outermost group's destruction
  std::vector<event_ref> quiescent;     ///< the events `quiescent`; none under stress

  /// True if the stamp `earlier` is certainly before `later`: they differ by more than the clock error.
  /// Requires: stamps of different actors.
  [[nodiscard]] bool before(std::uint64_t earlier, std::uint64_t later) const;
  /// True if the event `earlier` certainly happened before `later`. Beyond the stamps, it uses program order
  /// within one actor, and the rule that a body begins after its submit began.
  [[nodiscard]] bool before(event_ref earlier, event_ref later) const;
  /// Returns the event. Requires: `ref` is an event of this history.
  [[nodiscard]] const event& at(event_ref ref) const;
  /// Returns whether the parent context may have been cancelled before this event. It always may if it has a
  /// deadline, because the stamps of an explored run are step numbers, not times.
  [[nodiscard]] bool parent_may_be_cancelled_before(event_ref ref) const;
  /// Returns whether P01 requires this wait to join the task: the task was accepted, and its submit ended or
  /// its body began certainly before the wait began, or the task was submitted by such a task of the same
  /// group.
  [[nodiscard]] bool joined(const task_view& task, const wait_view& wait) const;
  /// Returns the epoch that certainly contains the whole interval; null if the limit may have changed
  /// meanwhile.
  [[nodiscard]] const limit_epoch* epoch_of(const interval& when) const;
  /// Returns the limit that was in force during the whole interval; nullopt if there was none, or if the
  /// limit may have changed meanwhile.
  [[nodiscard]] std::optional<std::uint32_t> limit_during(const interval& when) const;

 private:
  friend class log_reader;
  void prepare();
  void read_unowned();
  void read_callback(event_ref ref);
  callback_view* callback_of(std::uint32_t task);
  void order_waits();
  [[nodiscard]] event_ref before_quiescence(event_ref ref) const;
  void find_epochs();
  void find_dropped();

  std::vector<event_ref> beside_begins_;  // where the driver started another thread that waits
};

}  // namespace gauntlet::check
