#include "harness/check/random_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "harness/check/specification.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {
namespace {

using history::event_kind;
using specification::machine;
using specification::state;
using specification::transition;
using specification::transition_kind;

/// Simulates a small case. Each actor is a queue of steps. In each round, one actor that is not blocked takes
/// its next step.
class simulation {
 public:
  explicit simulation(choices& choose) : choose_(choose) {
    draw_plan();
    out_.history.logs.resize(out_.plan.tasks.size() + plan::max_waiters + 1);
    out_.history.clock_error = choose_.among(2);
    actors_.resize(out_.history.logs.size());
  }

  recorded operator()() {
    rules_.emplace(out_.plan, -1);
    now_ = rules_->start();
    script_driver();
    while (advance()) {
    }
    out_.complete =
        std::all_of(actors_.begin(), actors_.end(), [](const auto& steps) { return steps.empty(); });
    out_.history.ended = true;
    return std::move(out_);
  }

 private:
  /// Does one step and returns true, or returns false if the actor is blocked.
  using step = std::function<bool()>;

  // --- the plan ---

  void draw_plan() {
    auto& plan = out_.plan;
    auto& can = out_.can;
    plan.policy = choose_.among(4) == 3 ? plan::error_policy::all : plan::error_policy::first;
    plan.context = plan.policy == plan::error_policy::first && !choose_.rarely(6);
    can.policy = plan.policy;
    can.zero_value = can.context = can.cause = can.parent = plan.policy == plan::error_policy::first;
    can.limit = can.set_limit = can.try_submit = can.joins_when_destroyed = true;
    // In a collect-all group only the driver submits.
    can.child_submit = can.nesting = plan.policy == plan::error_policy::first;
    if (choose_.rarely(3)) plan.limit = 1 + choose_.among(2);
    plan.tasks.resize(1 + choose_.among(4));
    for (auto& task : plan.tasks) task.end = choose_.among(2) == 1 ? plan::ending::fail : plan::ending::ok;
    draw_parents();
    draw_driver();
  }

  // A task may be submitted by another task of its group, or belong to a nested group that another task
  // opens.
  void draw_parents() {
    auto& tasks = out_.plan.tasks;
    parents_.assign(tasks.size(), history::none);
    for (std::uint32_t i = 1; i < tasks.size() && out_.can.child_submit; ++i) {
      if (!choose_.rarely(4)) continue;
      const auto parent = choose_.among(i);
      if (choose_.rarely(2) && groups_ < 2 && tasks[parent].group == 0) {
        tasks[i].group = ++groups_;
        tasks[parent].steps.push_back({plan::step_kind::nest, groups_});
      } else {
        parents_[i] = parent;
        tasks[i].group = tasks[parent].group;
        tasks[parent].steps.push_back(
            {choose_.rarely(3) ? plan::step_kind::try_submit : plan::step_kind::submit, i});
      }
    }
    if (!out_.can.context) return;
    for (auto& task : tasks)
      for (auto count = choose_.among(3); count > 0; --count) {
        const auto place = choose_.among(static_cast<std::uint32_t>(task.steps.size()) + 1);
        task.steps.insert(task.steps.begin() + place, plan::step{plan::step_kind::check, 0});
      }
  }

  [[nodiscard]] bool driven(std::uint32_t task) const {
    return out_.plan.tasks[task].group == 0 && parents_[task] == history::none;
  }

  void draw_driver() {
    auto& driver = out_.plan.driver;
    for (std::uint32_t i = 0; i < out_.plan.tasks.size(); ++i) {
      if (!driven(i)) continue;
      draw_other_steps();
      driver.push_back({choose_.rarely(4) ? plan::driver_kind::try_submit : plan::driver_kind::submit, i});
    }
    draw_other_steps();
    if (!choose_.rarely(8)) driver.push_back({plan::driver_kind::wait, 1 + choose_.among(2)});
    if (choose_.rarely(4)) driver.push_back({plan::driver_kind::wait, 1});
  }

  void draw_other_steps() {
    auto& driver = out_.plan.driver;
    const auto& can = out_.can;
    switch (choose_.among(12)) {
      case 7: {
        const auto how = choose_.among(3);
        if (how == 2) return driver.push_back({plan::driver_kind::wait_beside, 0});
        return driver.push_back({plan::driver_kind::wait, 1 + how});
      }
      case 8:
        if (can.parent) driver.push_back({plan::driver_kind::cancel_parent, 0});
        return;
      case 9:
      case 10:
        if (out_.plan.context) driver.push_back({plan::driver_kind::observe, 0});
        return;
      case 11:
        return driver.push_back({plan::driver_kind::set_limit, 1 + choose_.among(2)});
      default:
        return;
    }
  }

  // --- the run ---

  // Takes one step of one actor, or lets a context inherit a cancellation. Returns false if neither is
  // possible.
  bool advance() {
    if (choose_.among(2) == 1) ++time_;
    std::vector<std::size_t> order;
    for (std::size_t a = 0; a < actors_.size(); ++a)
      if (!actors_[a].empty()) order.push_back(a);
    if (out_.plan.context && choose_.rarely(3) && inherit()) return true;
    const auto first = order.empty() ? 0 : choose_.among(static_cast<std::uint32_t>(order.size()));
    for (std::size_t i = 0; i < order.size(); ++i) {
      auto& steps = actors_[order[(first + i) % order.size()]];
      const step next = steps.front();
      insert_.clear();
      if (!next()) continue;
      steps.pop_front();
      steps.insert(steps.begin(), insert_.begin(), insert_.end());  // steps that it inserted come next
      return true;
    }
    return inherit();
  }

  bool inherit() {
    for (std::uint8_t g = 0; g <= groups_; ++g)
      if (rules_->take(now_, {.kind = transition_kind::inherit, .group = g})) return true;
    return false;
  }

  void emit(std::size_t log, event_kind kind, std::uint32_t task = history::none, std::uint32_t value = 0,
            std::uint32_t extra = history::none) {
    auto& events = out_.history.logs[log];
    events.push_back({kind, static_cast<history::actor_id>(log), task, value, extra,
                      std::max(stamp(), events.empty() ? 0 : events.back().time)});
  }
  std::uint64_t stamp() { return out_.history.clock_error == 0 ? time_ : time_ + choose_.among(2); }

  step event(std::size_t log, event_kind kind, std::uint32_t task = history::none, std::uint32_t value = 0,
             std::uint32_t extra = history::none) {
    return [=, this] {
      emit(log, kind, task, value, extra);
      return true;
    };
  }
  step taken(transition what) {
    return [this, what = std::move(what)] { return rules_->take(now_, what); };
  }
  void then(std::vector<step> steps) { insert_.insert(insert_.end(), steps.begin(), steps.end()); }

  // --- the steps of actors ---

  std::vector<step> submit(std::size_t log, std::uint32_t task, bool blocking) {
    const auto group = static_cast<std::uint8_t>(out_.plan.tasks[task].group);
    const auto id = static_cast<std::uint8_t>(task);
    const auto mode = static_cast<std::uint32_t>(blocking ? history::submit_mode::blocking
                                                          : history::submit_mode::non_blocking);
    const auto decide = [=, this] {
      if (rules_->take(now_, {.kind = transition_kind::acquire, .group = group, .task = id})) {
        script_task(task);
        insert_.push_back(event(log, event_kind::submit_end, task,
                                static_cast<std::uint32_t>(history::submit_result::accepted), mode));
        return true;
      }
      if (blocking) return false;
      then({taken({.kind = transition_kind::uncount, .group = group, .task = id}),
            [this, task] {
              out_.history.unowned.push_back(
                  {event_kind::callable_gone, history::none, task, 0, history::none, time_});
              return true;
            },
            event(log, event_kind::submit_end, task,
                  static_cast<std::uint32_t>(history::submit_result::rejected), mode)});
      return true;
    };
    return {event(log, event_kind::submit_begin, task),
            taken({.kind = transition_kind::count, .group = group, .task = id}), decide};
  }

  // The observed state is recorded in the event at the end of the observation.
  std::vector<step> observe(std::size_t log, std::uint32_t group, event_kind end,
                            std::uint32_t task = history::none) {
    const auto read = [=, this] {
      const auto& context = now_.contexts[group + 1];
      insert_.push_back(event(log, end, task, context.cancelled ? 1 : 0,
                              context.cancelled ? context.cause : history::no_error));
      return true;
    };
    if (end == event_kind::after_wait) return {read};
    return {event(log, event_kind::check_begin, task, group), read};
  }

  std::vector<step> wait(std::size_t log, std::uint32_t group, bool observes) {
    const auto g = static_cast<std::uint8_t>(group);
    const auto by = next_cancellation_++;
    const auto result = std::make_shared<std::vector<std::uint32_t>>();
    const auto report = [=, this] {
      *result = rules_->result_of(now_.groups[group]);
      return true;
    };
    const auto end = [=, this] {
      emit(log, event_kind::wait_end, history::none, group, static_cast<std::uint32_t>(result->size()));
      for (const auto error : *result) emit(log, event_kind::wait_error, history::none, error, 0);
      results_[group] = result->empty() ? history::no_error : result->front();
      return true;
    };
    std::vector<step> steps{event(log, event_kind::wait_begin, history::none, group),
                            taken({.kind = transition_kind::join, .group = g}),
                            taken({.kind = transition_kind::finish, .group = g, .by = by}),
                            taken({.kind = transition_kind::settle, .by = by}), end};
    steps.insert(steps.begin() + 2 + choose_.among(2), report);
    if (observes && out_.plan.context)
      for (auto& each : observe(log, group, event_kind::after_wait)) steps.push_back(each);
    return steps;
  }

  std::vector<step> nest(std::size_t log, std::uint32_t opener, std::uint32_t group) {
    const auto below = static_cast<std::uint8_t>(out_.plan.tasks[opener].group + 1);
    std::vector<step> steps{
        event(log, event_kind::nest_begin, history::none, group),
        taken({.kind = transition_kind::open, .group = static_cast<std::uint8_t>(group), .by = below})};
    const auto append = [&](std::vector<step> more) { steps.insert(steps.end(), more.begin(), more.end()); };
    for (std::uint32_t i = 0; i < out_.plan.tasks.size(); ++i)
      if (out_.plan.tasks[i].group == group && parents_[i] == history::none) append(submit(log, i, true));
    append(wait(log, group, true));
    append({event(log, event_kind::nest_end, history::none, group)});
    return steps;
  }

  void script_task(std::uint32_t task) {
    const auto log = task + 1;
    auto& actor = actors_[log];
    const auto append = [&](std::vector<step> more) { actor.insert(actor.end(), more.begin(), more.end()); };
    append({event(log, event_kind::body_begin, task, 100 + task)});
    std::uint32_t nested = history::none;
    for (const auto& each : out_.plan.tasks[task].steps) {
      if (each.kind == plan::step_kind::check)
        append(observe(log, out_.plan.tasks[task].group, event_kind::check_end, task));
      if (plan::submits(each)) append(submit(log, each.value, each.kind == plan::step_kind::submit));
      if (each.kind == plan::step_kind::nest) {
        append(nest(log, task, each.value));
        nested = each.value;
      }
    }
    append({[=, this] { return end(task, nested); }});
  }

  bool end(std::uint32_t task, std::uint32_t nested) {
    const auto log = task + 1;
    const auto group = static_cast<std::uint8_t>(out_.plan.tasks[task].group);
    const auto id = static_cast<std::uint8_t>(task);
    auto error = out_.plan.tasks[task].end == plan::ending::fail ? task : history::no_error;
    if (nested != history::none && results_[nested] != history::no_error) error = results_[nested];
    const bool failed = error != history::no_error;
    emit(log, event_kind::body_end, task,
         static_cast<std::uint32_t>(failed ? history::outcome::failed : history::outcome::ok), error);
    if (failed) {
      const auto by = next_cancellation_++;
      rules_->set_error(id, {error});
      then({taken({.kind = transition_kind::record, .group = group, .task = id}),
            taken({.kind = transition_kind::cancel, .group = group, .task = id, .by = by, .error = error}),
            taken({.kind = transition_kind::settle, .by = by})});
    }
    then({[this, task] {
            out_.history.unowned.push_back(
                {event_kind::callable_gone, history::none, task, 0, history::none, time_});
            return true;
          },
          taken({.kind = transition_kind::release, .group = group, .task = id}),
          taken({.kind = transition_kind::leave, .group = group, .task = id})});
    return true;
  }

  void script_driver() {
    auto& actor = actors_[0];
    const auto append = [&](std::vector<step> more) { actor.insert(actor.end(), more.begin(), more.end()); };
    for (const auto& each : out_.plan.driver) switch (each.kind) {
        case plan::driver_kind::submit:
        case plan::driver_kind::try_submit:
          append(submit(0, each.value, each.kind == plan::driver_kind::submit));
          break;
        case plan::driver_kind::observe:
          append(observe(0, 0, event_kind::check_end));
          break;
        case plan::driver_kind::cancel_parent:
          append(cancel_parent());
          break;
        case plan::driver_kind::set_limit:
          append(set_limit(each.value));
          break;
        case plan::driver_kind::wait_beside:
          append(wait_beside());
          break;
        default:
          append(wait_on(each.value));
      }
    append({idle(concurrent_waiter()),
            [this] {
              emit(0, event_kind::parent_state, history::none, now_.contexts[0].cancelled ? 1 : 0);
              return true;
            },
            taken({.kind = transition_kind::finish, .by = 255}), taken({.kind = transition_kind::join}),
            event(0, event_kind::group_gone)});
  }

  [[nodiscard]] std::size_t concurrent_waiter() const { return out_.plan.tasks.size() + plan::max_waiters; }

  step idle(std::size_t log) {
    return [this, log] { return actors_[log].empty(); };
  }

  std::vector<step> wait_beside() {
    const auto start = [this] {
      emit(0, event_kind::beside_begin);
      for (auto& each : wait(concurrent_waiter(), 0, false)) actors_[concurrent_waiter()].push_back(each);
      return true;
    };
    return {idle(concurrent_waiter()), start};
  }

  // The second thread starts after the driver's earlier steps, and the driver joins it before its next step.
  std::vector<step> wait_on(std::uint32_t threads) {
    if (threads == 1) {
      auto steps = wait(0, 0, true);
      steps.insert(steps.begin(), idle(concurrent_waiter()));
      return steps;
    }
    const auto log = out_.plan.tasks.size() + 1;
    const auto start = [this, log] {
      for (auto& each : wait(log, 0, false)) actors_[log].push_back(each);
      return true;
    };
    std::vector<step> steps{idle(concurrent_waiter()), start};
    for (auto& each : wait(0, 0, true)) steps.push_back(each);
    steps.push_back(idle(log));
    return steps;
  }

  std::vector<step> cancel_parent() {
    const auto by = next_cancellation_++;
    return {event(0, event_kind::cancel_begin), taken({.kind = transition_kind::cancel_parent, .by = by}),
            taken({.kind = transition_kind::settle, .by = by}), event(0, event_kind::cancel_end)};
  }

  std::vector<step> set_limit(std::uint32_t limit) {
    const auto decide = [this, limit] {
      const bool done = rules_->take(now_, {.kind = transition_kind::set_limit, .limit = limit});
      insert_.push_back(event(0, event_kind::limit_end, history::none, done ? 1 : 0));
      return true;
    };
    return {event(0, event_kind::limit_begin, history::none, limit), decide};
  }

  choices& choose_;
  recorded out_;
  std::vector<std::uint32_t> parents_;
  std::uint32_t groups_ = 0;
  std::optional<machine> rules_;
  state now_;
  std::uint64_t time_ = 10;
  std::vector<std::deque<step>> actors_;
  std::vector<step> insert_;
  std::uint8_t next_cancellation_ = 1;
  std::array<std::uint32_t, plan::max_groups> results_{};
};

}  // namespace

recorded random_history(choices& choose) { return simulation(choose)(); }

std::string describe(const recorded& h) {
  std::string text = fmt::format("{}{}, limit {}, clock error {}\n",
                                 h.plan.policy == plan::error_policy::first ? "first error" : "all errors",
                                 h.plan.context ? ", context" : "",
                                 h.plan.limit ? fmt::format("{}", *h.plan.limit) : std::string("none"),
                                 h.history.clock_error);
  for (std::size_t i = 0; i < h.plan.tasks.size(); ++i)
    if (h.plan.tasks[i].group != 0) text += fmt::format("task {} is in group {}\n", i, h.plan.tasks[i].group);
  for (const auto& event : history::merge(h.history))
    text +=
        fmt::format("{:4}  {:10} {}\n", event.time,
                    event.actor == history::none ? std::string("-")
                                                 : history::name_of_actor(event.actor, h.plan.tasks.size()),
                    history::describe(event));
  return text;
}

}  // namespace gauntlet::check
