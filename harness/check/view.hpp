#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::check {

using history::event;

/// Points to one event: a log and a place in it. What is of no log of its own is log `unowned_log`.
struct event_ref {
  std::uint32_t log = 0;
  std::uint32_t index = 0;
  friend bool operator==(const event_ref&, const event_ref&) = default;
};
inline constexpr std::uint32_t unowned_log = 0xffffu;

/// An API call or a body: [begin, end]. An end of `open` has not happened.
/// The refs are those of events only where begun() and ended() say so.
struct interval {
  static constexpr std::uint64_t open = ~std::uint64_t{0};
  std::uint64_t begin = open;
  std::uint64_t end = open;
  event_ref begin_ref{}, end_ref{};
  [[nodiscard]] bool begun() const { return begin != open; }
  [[nodiscard]] bool ended() const { return end != open; }
};

/// A look at the cancellation state of a group, by its context, that has ended.
struct observation {
  interval when;
  std::uint32_t group = 0;
  bool cancelled = false;
  std::uint32_t cause = history::no_error;
  bool awaited = false;               ///< by blocking until it was cancelled
  std::optional<std::uint32_t> task;  ///< whose body looked; none: who drives the group
};

struct task_view {
  std::uint32_t index = 0;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> parent;  ///< the task that submitted it, if not the driver
  interval submit;
  bool accepted = false, rejected = false, threw = false, non_blocking = false;
  bool dropped = false;  ///< it was accepted, and destroyed unrun; P02 says whether its group may do so
  std::uint32_t runs = 0;
  interval body;
  history::outcome outcome = history::outcome::ok;
  std::uint32_t error = history::no_error;  ///< id of its error (a forwarded inner error keeps its id)
  std::vector<observation> observations;    ///< in program order, of the own group's context
  std::vector<event_ref> disposals;         ///< of its callable
  std::vector<event_ref> locals_gone;       ///< the thread_locals of its thread were destroyed
  std::uint32_t thread = 0;
  std::uint32_t threads_left = 0;  ///< that its submit created although it was rejected or threw
  bool parcel_intact = true;       ///< it read what was written for it before its submit
  std::optional<event_ref> parcel_ref;
  [[nodiscard]] bool failed() const { return body.ended() && outcome != history::outcome::ok; }
};

struct leaf {
  std::uint32_t error = history::no_error;
  history::leaf_state state = history::leaf_state::intact;
  friend bool operator==(const leaf&, const leaf&) = default;
};

struct wait_view {
  std::uint32_t group = 0;
  history::actor_id actor = 0;
  interval when;
  /// An event of the driver that the wait's begin certainly follows as it follows the driver's earlier steps:
  /// the wait on a thread of its own follows whatever the driver did before its own wait of the same step.
  event_ref follows{};
  bool timed = false;                ///< it would have given up after a time
  std::vector<leaf> leaves;          ///< of the result, in pre-order; empty: none
  std::uint32_t leaf_count = 0;      ///< as the wait told it; more than `leaves` where not all were recorded
  std::optional<observation> after;  ///< the context right after it returned
  std::optional<std::uint32_t>
      failed_search;  ///< the result's tree was searched; which search went wrong, 0: none
  event_ref search_ref{};
};

/// A wait that gave up.
struct timeout_view {
  interval when;
  std::uint32_t after_us = 0;   ///< when it was to give up
  std::uint32_t waited_us = 0;  ///< when it did
};

/// A callback on a group's context.
struct callback_view {
  struct run {
    event_ref begin{};
    std::optional<event_ref> end;
    std::uint32_t thread = 0;
  };
  std::optional<std::uint32_t> task;  ///< who registered it; none: the driver
  std::uint32_t group = 0;
  gauntlet::plan::callback_action action = gauntlet::plan::callback_action::nothing;
  std::uint32_t thread = 0;  ///< of whoever registered it
  interval add, drop;
  std::vector<run> runs;
};

/// A payload as read by somebody who had to see what the task wrote.
struct payload_view {
  std::uint32_t task = 0;
  bool intact = true;
  bool after_wait =
      false;  ///< because a wait had joined the task; otherwise because its error was seen as a cause
  event_ref source{};  ///< the end of that wait, or of that look
  event_ref ref{};
};

/// One group: the outermost (0) or one that a task opened.
struct group_view {
  std::uint32_t index = 0;
  std::optional<std::uint32_t> opened_by;  ///< the task that opened it
  interval nest;                           ///< when it did
  std::vector<std::uint32_t> tasks;        ///< of the plan, in order of index
  std::vector<wait_view> waits;            ///< by time of begin; not those that gave up
  std::vector<timeout_view> timeouts;
  std::vector<observation> driver_observations;  ///< of whoever drives the group
};

/// A time during which the same limit was in force: after `from` and before `to`, where those exist.
struct limit_epoch {
  std::optional<std::uint32_t> limit;  ///< none: unlimited
  std::optional<event_ref> from, to;
};

struct limit_view {
  interval when;
  std::optional<std::uint32_t> limit;  ///< none: unlimited
  bool accepted = true;
};

/// A history, read once for all checks. Requires: a history made by a run of that plan; all three outlive the
/// view. `before(a, b)` says that a is certainly before b: more than the clock error between them, or program
/// order. Tolerates a history that did not end: intervals are then open, and a look that did not end is not
/// among the looks.
class view {
 public:
  view(const gauntlet::plan::plan& plan, const gauntlet::plan::capabilities& capabilities,
       const gauntlet::history::history& history);

  const gauntlet::plan::plan& plan;
  const gauntlet::plan::capabilities& capabilities;
  const gauntlet::history::history& history;
  std::vector<task_view> tasks;
  std::vector<group_view> groups;
  std::vector<interval> parent_cancels;  ///< by the driver or a task
  std::vector<limit_view> limits;        ///< set_limit calls
  std::vector<limit_epoch>
      epochs;  ///< of the outermost group's limit, in their order; unfinished calls end the last
  std::vector<payload_view> payloads;
  std::vector<callback_view> callbacks;
  std::optional<bool> parent_cancelled_at_end;
  event_ref parent_state_ref{};
  std::optional<event_ref> group_gone;

  /// Requires: stamps of different actors. Guarantees: true only where `earlier` certainly happened first.
  [[nodiscard]] bool before(std::uint64_t earlier, std::uint64_t later) const;
  /// The same, where two events of one actor are ordered by their program, and a body comes after its submit
  /// began.
  [[nodiscard]] bool before(event_ref earlier, event_ref later) const;
  [[nodiscard]] const event& at(event_ref ref) const;
  /// Whether the parent may have been cancelled before this event. With a deadline it always may: stamps of a
  /// controlled run are no times.
  [[nodiscard]] bool parent_may_be_cancelled_before(event_ref ref) const;
  /// Whether this wait joins the task by P01: its submit was over, or its body had begun, before the wait
  /// began, or it descends from such a task.
  [[nodiscard]] bool joined(const task_view& task, const wait_view& wait) const;
  /// The epoch in which an interval certainly lies as a whole; null where the limit may have changed then.
  [[nodiscard]] const limit_epoch* epoch_of(const interval& when) const;
  /// The limit in force during [begin, end]; nothing where there is none, or it may have changed then.
  [[nodiscard]] std::optional<std::uint32_t> limit_during(const interval& when) const;

 private:
  friend class log_reader;
  void prepare();
  void read_unowned();
  void read_callback(event_ref ref);
  callback_view* callback_of(std::uint32_t task);
  void order_waits();
  void find_epochs();
  void find_dropped();

  std::vector<event_ref> besides_;  // where the driver let another thread wait
};

}  // namespace gauntlet::check
