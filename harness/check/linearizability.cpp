#include "harness/check/linearizability.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

using specification::machine;
using specification::state;
using specification::transition;
using specification::transition_kind;

constexpr std::size_t max_points = 64;

/// A transition of a history with the constraints on its place in the order.
struct point {
  transition what;
  std::vector<event_ref> after, before;  ///< it is taken after and before these events
  bool optional = false;                 ///< the order may omit it
  std::uint64_t follows = 0;             ///< set of the points that must be taken before it
};

constexpr std::uint64_t bit(std::size_t index) { return std::uint64_t{1} << index; }

/// The transitions of a history with their constraints.
class point_list {
 public:
  explicit point_list(const view& v) : v_(v), machine_(v.plan, v.capabilities.fixed_limit) {
    for (const task_view& task : v.tasks) add_task(task);
    for (const group_view& group : v.groups) add_group(group);
    for (const interval& cancel : v.parent_cancels) {
      const auto by = next_cancellation_++;
      const auto cancelled =
          add({.kind = transition_kind::cancel_parent, .by = by}, {cancel.begin_ref}, {cancel.end_ref});
      add({.kind = transition_kind::settle, .by = by}, {}, {cancel.end_ref}, bit(cancelled));
    }
    if (v.plan.deadline_us)
      add_optional({.kind = transition_kind::pass_deadline, .by = next_cancellation_++});
    for (const limit_view& call : v.limits)
      add({.kind = call.accepted ? transition_kind::set_limit : transition_kind::keep_limit,
           .limit = call.limit},
          {call.when.begin_ref}, {call.when.end_ref});
    add_end();
    order();
  }

  /// False if the history cannot be correct in any order, for example because an accepted task did not run
  /// once.
  [[nodiscard]] bool possible() const { return possible_; }
  [[nodiscard]] const std::vector<point>& points() const { return points_; }
  [[nodiscard]] const machine& rules() const { return machine_; }

 private:
  std::size_t add(transition what, std::vector<event_ref> after, std::vector<event_ref> before,
                  std::uint64_t follows = 0) {
    if (points_.size() == max_points) throw history_too_long();
    points_.push_back({std::move(what), std::move(after), std::move(before), false, follows});
    return points_.size() - 1;
  }
  std::size_t add_optional(transition what, std::vector<event_ref> after = {},
                           std::vector<event_ref> before = {}, std::uint64_t follows = 0) {
    const auto index = add(std::move(what), std::move(after), std::move(before), follows);
    points_[index].optional = true;
    return index;
  }

  void add_task(const task_view& task) {
    if (!task.submit.begun()) {
      possible_ = possible_ && !task.body.begun();
      return;
    }
    const auto group = static_cast<std::uint8_t>(task.group);
    const auto index = static_cast<std::uint8_t>(task.index);
    const auto counted =
        add({.kind = transition_kind::count, .group = group, .task = index}, {task.submit.begin_ref}, {});
    if (!task.accepted) {
      possible_ = possible_ && !task.body.begun();
      const transition denied{.kind = task.rejected ? transition_kind::refuse : transition_kind::acquire,
                              .group = group,
                              .task = index};
      const auto tried = task.rejected ? add(denied, {}, {task.submit.end_ref}, bit(counted))
                                       : add_optional(denied, {}, {task.submit.end_ref}, bit(counted));
      add({.kind = transition_kind::uncount, .group = group, .task = index}, {}, {task.submit.end_ref},
          bit(counted) | (task.rejected ? bit(tried) : 0));
      return;
    }
    if (task.runs != 1 || !task.body.ended() || task.disposals.size() != 1) {
      possible_ = false;
      return;
    }
    const auto acquired = add({.kind = transition_kind::acquire, .group = group, .task = index}, {},
                              {task.submit.end_ref, task.body.begin_ref}, bit(counted));
    auto last = acquired, recorded = acquired;
    if (task.failed()) {
      machine_.set_error(index,
                         std::vector(static_cast<std::size_t>(leaf_count_of(v_.plan, task)), task.error));
      const auto by = next_cancellation_++;
      recorded = last = add({.kind = transition_kind::record, .group = group, .task = index},
                            {task.body.end_ref}, {}, bit(last));
      last =
          add({.kind = transition_kind::cancel, .group = group, .task = index, .by = by, .error = task.error},
              {}, {}, bit(last));
      if (has_below(task.group)) last = add({.kind = transition_kind::settle, .by = by}, {}, {}, bit(last));
    }
    const auto settled = settled_at(task);
    points_[last].before.insert(points_[last].before.end(), settled.begin(), settled.end());
    const auto released = add({.kind = transition_kind::release, .group = group, .task = index},
                              {task.body.end_ref}, settled, bit(recorded));
    add({.kind = transition_kind::leave, .group = group, .task = index}, {task.disposals.front()}, {},
        bit(last) | bit(released));
    for (const observation& observed : task.observations) add_observation(observed);
  }

  /// Returns the first event by which the group had certainly done what follows the end of the task's body.
  [[nodiscard]] std::vector<event_ref> settled_at(const task_view& task) const {
    for (const event_ref quiescent : v_.quiescent) {
      auto next = quiescent;
      ++next.index;
      if (settled_before(v_, task, next) == quiescent) return {quiescent};
    }
    return {};
  }

  std::size_t add_observation(const observation& observed) {
    return add({.kind = transition_kind::observe,
                .group = static_cast<std::uint8_t>(observed.group),
                .error = observed.cause,
                .cancelled = observed.cancelled},
               {observed.when.begin_ref}, {observed.when.end_ref});
  }

  void add_group(const group_view& group) {
    const auto index = static_cast<std::uint8_t>(group.index);
    std::uint64_t opened = 0;
    if (group.opened_by) {
      const auto below = static_cast<std::uint8_t>(v_.tasks[*group.opened_by].group + 1);
      auto next = group.nest.begin_ref;
      ++next.index;
      opened = bit(
          add({.kind = transition_kind::open, .group = index, .by = below}, {group.nest.begin_ref}, {next}));
    } else if (index != 0) {
      return;  // the group was never opened
    }
    if (v_.plan.context) add_optional({.kind = transition_kind::inherit, .group = index}, {}, {}, opened);
    for (const observation& observed : group.driver_observations) add_observation(observed);
    for (const wait_view& wait : group.waits) add_wait(wait, index);
  }

  void add_wait(const wait_view& wait, std::uint8_t group) {
    std::vector<event_ref> after{wait.when.begin_ref};
    if (wait.follows.index > 0) after.push_back({wait.follows.log, wait.follows.index - 1});
    const auto joined = bit(add({.kind = transition_kind::join, .group = group}, after, {}));
    transition reported{.kind = transition_kind::report, .group = group};
    for (const leaf& leaf : wait.leaves) reported.answer.push_back(leaf.error);
    add(std::move(reported), {}, {wait.when.end_ref}, joined);
    const auto by = next_cancellation_++;
    const auto finished =
        bit(add({.kind = transition_kind::finish, .group = group, .by = by}, {}, {}, joined));
    if (has_below(group))
      add({.kind = transition_kind::settle, .by = by}, {}, {wait.when.end_ref}, finished);
    else
      points_.back().before.push_back(wait.when.end_ref);
    if (wait.after) add_observation(*wait.after);
  }

  /// Returns whether a nested group's context is derived from the context of this group.
  [[nodiscard]] bool has_below(std::uint32_t group) const {
    return std::any_of(v_.groups.begin(), v_.groups.end(), [&](const group_view& other) {
      return other.opened_by && v_.tasks[*other.opened_by].group == group;
    });
  }

  void add_end() {
    if (!v_.parent_cancelled_at_end) return;
    add({.kind = transition_kind::observe_parent, .cancelled = *v_.parent_cancelled_at_end},
        {v_.parent_state_ref}, {v_.parent_state_ref});
    if (!v_.group_gone) return;
    add({.kind = transition_kind::finish, .by = next_cancellation_++}, {v_.parent_state_ref},
        {*v_.group_gone});
    add({.kind = transition_kind::join}, {v_.parent_state_ref}, {*v_.group_gone});
  }

  // Computes `follows` from the events, and then its transitive closure. A cycle makes the history
  // impossible.
  void order() {
    for (point& later : points_)
      for (std::size_t earlier = 0; earlier < points_.size(); ++earlier)
        if (&points_[earlier] != &later && certainly_before(points_[earlier], later))
          later.follows |= bit(earlier);
    for (std::size_t via = 0; via < points_.size(); ++via)
      for (point& later : points_)
        if ((later.follows & bit(via)) != 0) later.follows |= points_[via].follows;
    for (std::size_t i = 0; i < points_.size(); ++i)
      possible_ = possible_ && (points_[i].follows & bit(i)) == 0;
  }

  [[nodiscard]] bool certainly_before(const point& earlier, const point& later) const {
    for (const event_ref end : earlier.before)
      for (const event_ref begin : later.after)
        if (end == begin || v_.before(end, begin)) return true;
    return false;
  }

  const view& v_;
  machine machine_;
  std::vector<point> points_;
  std::uint8_t next_cancellation_ = 1;
  bool possible_ = true;
};

bool only_reads(transition_kind kind) {
  switch (kind) {
    case transition_kind::refuse:
    case transition_kind::join:
    case transition_kind::report:
    case transition_kind::observe:
    case transition_kind::observe_parent:
    case transition_kind::settle:
    case transition_kind::keep_limit:
      return true;
    default:
      return false;
  }
}

class search {
 public:
  explicit search(const point_list& list) : rules_(list.rules()), points_(list.points()) {
    for (std::size_t i = 0; i < points_.size(); ++i)
      if (!points_[i].optional) required_ |= bit(i);
  }

  bool operator()() { return extend(rules_.start(), 0); }

 private:
  // Returns whether an allowed order exists from this state, after the points in `taken`.
  // NOLINTNEXTLINE(misc-no-recursion): the depth is at most the number of points
  bool extend(state now, std::uint64_t taken) {
    take_reads(now, taken);
    if ((taken & required_) == required_) return true;
    if (!visited_.emplace(taken, now).second) return false;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (!is_open(i, taken) || only_reads(points_[i].what.kind)) continue;
      state next = now;
      if (rules_.take(next, points_[i].what) && extend(std::move(next), taken | bit(i))) return true;
    }
    return false;
  }

  // Takes all points that only read and whose answers are correct now, until no further one can be taken.
  void take_reads(state& now, std::uint64_t& taken) const {
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < points_.size(); ++i)
        if (only_reads(points_[i].what.kind) && is_open(i, taken) && rules_.take(now, points_[i].what)) {
          taken |= bit(i);
          more = true;
        }
    }
  }

  // True if the point can be taken next: it is not taken, and all required points that it follows are.
  // Optional points do not block it.
  bool is_open(std::size_t i, std::uint64_t taken) const {
    return (taken & bit(i)) == 0 && (points_[i].follows & required_ & ~taken) == 0;
  }

  const machine& rules_;
  const std::vector<point>& points_;
  std::uint64_t required_ = 0;  // set of the points that are not optional
  std::set<std::pair<std::uint64_t, state>> visited_;
};

}  // namespace

bool linearizable(const view& v) {
  const point_list list(v);
  return list.possible() && search(list)();
}

}  // namespace gauntlet::check
