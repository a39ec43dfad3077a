#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/history/history.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::check {

using history::event;

/// Points to one event: a log and a place in it. The disposals are log `disposal_log`.
struct event_ref {
  std::uint32_t log = 0;
  std::uint32_t index = 0;
  friend bool operator==(const event_ref&, const event_ref&) = default;
};
inline constexpr std::uint32_t disposal_log = 0xffffu;

/// An API call or a body: [begin, end]. An end of `open` has not happened.
struct interval {
  static constexpr std::uint64_t open = ~std::uint64_t{0};
  std::uint64_t begin = open;
  std::uint64_t end = open;
  event_ref begin_ref{}, end_ref{};
  [[nodiscard]] bool begun() const { return begin != open; }
  [[nodiscard]] bool ended() const { return end != open; }
};

/// A look at the cancellation state of a group, by its context.
struct observation {
  interval when;
  std::uint32_t group = 0;
  bool cancelled = false;
  std::uint32_t cause = history::no_error;
  bool awaited = false;  ///< by blocking until it was cancelled
};

struct task_view {
  std::uint32_t index = 0;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> parent;  ///< the task that submitted it, if not the driver
  interval submit;
  bool accepted = false, rejected = false, threw = false, non_blocking = false;
  std::uint32_t runs = 0;
  interval body;
  history::outcome outcome = history::outcome::ok;
  std::uint32_t error = history::no_error;  ///< id of its error (a forwarded inner error keeps its id)
  std::vector<observation> observations;    ///< in program order, of the own group's context
  std::vector<event_ref> disposals;
  std::vector<std::uint64_t> disposal_times;
  std::uint32_t thread = 0;
  bool started_more_than_planned = false;
  [[nodiscard]] bool failed() const { return body.ended() && outcome != history::outcome::ok; }
};

struct leaf {
  std::uint32_t error = history::no_error;
  history::leaf_state state = history::leaf_state::intact;
};

struct wait_view {
  std::uint32_t group = 0;
  history::actor_id actor = 0;
  interval when;
  std::vector<leaf> leaves;  ///< of the result, in pre-order; empty: none
  std::optional<observation> after;  ///< the context right after it returned
};

struct payload_view {
  std::uint32_t task = 0;
  bool intact = true;
  event_ref ref{};
};

/// One group: the outermost (0) or one that a task opened.
struct group_view {
  std::uint32_t index = 0;
  std::optional<std::uint32_t> opened_by;      ///< the task that opened it
  std::vector<std::uint32_t> tasks;            ///< of the plan, in order of index
  std::vector<wait_view> waits;                ///< by time of begin
  std::vector<observation> driver_looks;       ///< of whoever drives the group
};

struct limit_view {
  interval when;
  std::uint32_t limit = 0;
  bool accepted = true;
};

/// A history, read once for all checks. Requires: a history made by a run of that plan.
/// `before(a, b)` says that a is certainly before b: more than the clock error between them, or program order.
class view {
 public:
  view(const plan::plan& plan, const plan::capabilities& capabilities, const history::history& history);

  const plan::plan& plan;
  const plan::capabilities& capabilities;
  const history::history& history;
  std::vector<task_view> tasks;
  std::vector<group_view> groups;
  std::vector<interval> parent_cancels;  ///< by the driver or a task
  std::vector<limit_view> limits;        ///< set_limit calls
  std::vector<payload_view> payloads;
  std::optional<bool> parent_cancelled_at_end;

  /// Requires: stamps of different actors. Guarantees: true only where `earlier` certainly happened first.
  [[nodiscard]] bool before(std::uint64_t earlier, std::uint64_t later) const;
  /// The same, where two events of one actor are ordered by their program.
  [[nodiscard]] bool before(event_ref earlier, event_ref later) const;
  [[nodiscard]] const event& at(event_ref ref) const;
  /// Whether the parent may have been cancelled (or its deadline have passed) before this stamp.
  [[nodiscard]] bool parent_may_be_cancelled_before(std::uint64_t time) const;
  /// Whether this wait joins the task by P01: its submit was over before the wait began, or it descends from one.
  [[nodiscard]] bool joined(const task_view& task, const wait_view& wait) const;
  /// The limit in force during [from, to]; nothing where there is none, or it changed then.
  [[nodiscard]] std::optional<std::uint32_t> limit_during(const interval& when) const;

 private:
  void read_log(std::uint32_t log);
};

}  // namespace gauntlet::check
