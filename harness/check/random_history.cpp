#include "harness/check/random_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "harness/check/specification.hpp"
#include "harness/check/trees.hpp"
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
    out_.history.observes_threads = true;
    out_.history.explored = out_.history.clock_error == 0;
    // Otherwise the times are nanoseconds, and the case ends before a later deadline.
    if (out_.plan.deadline_us && !out_.history.explored) out_.plan.deadline_us = 0;
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
    can.timed_wait = can.error_trees = can.deadline = true;
    if (choose_.rarely(3)) plan.limit = 1 + choose_.among(2);
    plan.tasks.resize(1 + choose_.among(4));
    for (auto& task : plan.tasks) {
      task.end = choose_.among(2) == 1 ? plan::ending::fail : plan::ending::ok;
      if (choose_.rarely(4)) task.shape = static_cast<plan::error_shape>(1 + choose_.among(2));
    }
    if (plan.context && choose_.rarely(5)) plan.deadline_us = 5 * choose_.among(8);
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
    out_.can.callbacks = true;
    if (out_.plan.context)
      for (auto& task : tasks)
        if (choose_.rarely(5))
          task.steps.insert(task.steps.begin(), plan::step{plan::step_kind::callback, 0});
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
    switch (choose_.among(13)) {
      case 12:
        return driver.push_back({plan::driver_kind::wait_for, choose_.among(3)});
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
    if (out_.plan.deadline_us && time_ >= *out_.plan.deadline_us && !deadline_passed_ && choose_.rarely(4)) {
      deadline_passed_ = rules_->take(now_, {.kind = transition_kind::pass_deadline, .by = 254});
      return true;
    }
    std::vector<std::size_t> order;
    for (std::size_t a = 0; a < actors_.size(); ++a)
      if (!actors_[a].empty()) order.push_back(a);
    if (out_.plan.context && choose_.rarely(3) && inherit()) return true;
    if (out_.can.callbacks && choose_.rarely(3) && run_callback()) return true;
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
    return inherit() || run_callback();
  }

  // Begins or ends the run of a callback. Returns false if no callback can run, and none is running.
  bool run_callback() {
    for (std::uint32_t t = 0; t < out_.plan.tasks.size(); ++t) {
      const auto group = static_cast<std::uint8_t>(out_.plan.tasks[t].group);
      for (const auto kind : {transition_kind::call, transition_kind::end_call}) {
        if (!rules_->take(now_, {.kind = kind, .group = group, .task = static_cast<std::uint8_t>(t)}))
          continue;
        emit_unowned(kind == transition_kind::call ? event_kind::callback_begin : event_kind::callback_end, t,
                     500 + t);
        return true;
      }
    }
    return false;
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
    if (out_.history.explored) events.back().passed_us = static_cast<std::uint32_t>(time_);
  }
  void emit_unowned(event_kind kind, std::uint32_t task, std::uint32_t value) {
    out_.history.unowned.push_back({kind, history::none, task, value, history::none, time_});
    if (out_.history.explored) out_.history.unowned.back().passed_us = static_cast<std::uint32_t>(time_);
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

  static std::uint32_t thread_of(std::size_t log) { return 99 + static_cast<std::uint32_t>(log); }

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
              emit_unowned(event_kind::callable_gone, task, 0);
              return true;
            },
            event(log, event_kind::submit_end, task,
                  static_cast<std::uint32_t>(history::submit_result::rejected), mode)});
      return true;
    };
    return {event(log, event_kind::submit_begin, task, 0, thread_of(log)),
            taken({.kind = transition_kind::count, .group = group, .task = id}), decide};
  }

  // The observed state is recorded in the event at the end of the observation.
  std::vector<step> observe(std::size_t log, std::uint32_t group, event_kind end,
                            std::uint32_t task = history::none) {
    const auto read = [=, this] {
      const auto& context = now_.contexts[group + 1];
      insert_.push_back(event(log, end, task, context.cancelled ? 1 : 0,
                              context.cancelled ? context.cause : history::no_error));
      if (context.cancelled)
        insert_.push_back(
            event(log, event_kind::err_read, history::none,
                  context.cause == history::id_deadline ? history::id_deadline : history::id_canceled));
      return true;
    };
    if (end == event_kind::after_wait) return {read};
    return {event(log, event_kind::check_begin, task, group), read};
  }

  /// Adds the nodes of the tree of a result with these leaves.
  void emit_tree(std::size_t log, const std::vector<std::uint32_t>& leaves) {
    std::vector<tree_node> nodes;
    std::uint32_t errors = 0;
    for (std::size_t at = 0; at < leaves.size(); ++errors) {
      const auto shape = out_.plan.tasks[leaves[at]].shape;
      for (const tree_node& node : tree_of_shape(shape)) nodes.push_back(node);
      at += shape == plan::error_shape::joined ? 3 : 1;
    }
    if (nodes.empty()) return;
    if (out_.plan.policy == plan::error_policy::all) nodes.insert(nodes.begin(), join_of(errors));
    for (const tree_node& node : nodes)
      emit(log, event_kind::tree_node, history::number_of(node.words), history::number_of(node.kind),
           node.causes);
    emit(log, event_kind::tree_read, history::none, static_cast<std::uint32_t>(nodes.size()), 0);
  }

  /// A timed wait times out if a task is counted and the choice says so; otherwise it is a wait.
  std::vector<step> wait_for(std::uint32_t us) {
    const auto decide = [this, us] {
      if (choose_.rarely(2) && rules_->take(now_, {.kind = transition_kind::give_up})) {
        insert_.push_back(event(0, event_kind::wait_timeout, history::none, 0, us));
        return true;
      }
      auto rest = wait(0, 0, true);
      rest.erase(rest.begin());
      then(std::move(rest));
      return true;
    };
    return {idle(concurrent_waiter()), event(0, event_kind::wait_begin, history::none, 0, us), decide};
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
      emit_tree(log, *result);
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
    bool registered = false;
    const transition added{.kind = transition_kind::add_callback,
                           .group = static_cast<std::uint8_t>(out_.plan.tasks[task].group),
                           .task = static_cast<std::uint8_t>(task)};
    for (const auto& each : out_.plan.tasks[task].steps) {
      if (each.kind == plan::step_kind::check)
        append(observe(log, out_.plan.tasks[task].group, event_kind::check_end, task));
      if (plan::submits(each)) append(submit(log, each.value, each.kind == plan::step_kind::submit));
      if (each.kind == plan::step_kind::callback) {
        append({event(log, event_kind::callback_add_begin), taken(added),
                event(log, event_kind::callback_add_end, history::none, 100 + task)});
        registered = true;
      }
      if (each.kind == plan::step_kind::nest) {
        append(nest(log, task, each.value));
        nested = each.value;
      }
    }
    auto dropped = added;
    dropped.kind = transition_kind::drop_callback;
    if (registered)
      append({event(log, event_kind::callback_drop_begin), taken(dropped),
              event(log, event_kind::callback_drop_end)});
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
      const bool joined = out_.plan.tasks[error].shape == plan::error_shape::joined;
      rules_->set_error(id, std::vector<std::uint32_t>(joined ? 3 : 1, error));
      then({taken({.kind = transition_kind::record, .group = group, .task = id}),
            taken({.kind = transition_kind::cancel, .group = group, .task = id, .by = by, .error = error}),
            taken({.kind = transition_kind::settle, .by = by})});
    }
    then({[this, task] {
            emit_unowned(event_kind::callable_gone, task, 0);
            return true;
          },
          taken({.kind = transition_kind::release, .group = group, .task = id}),
          taken({.kind = transition_kind::leave, .group = group, .task = id})});
    return true;
  }

  void script_driver() {
    auto& actor = actors_[0];
    const auto append = [&](std::vector<step> more) { actor.insert(actor.end(), more.begin(), more.end()); };
    append({event(0, event_kind::group_made)});
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
        case plan::driver_kind::wait_for:
          append(wait_for(each.value));
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

  [[nodiscard]] std::size_t concurrent_waiter() const {
    return out_.plan.tasks.size() + plan::max_wait_threads;
  }

  step idle(std::size_t log) {
    return [this, log] { return actors_[log].empty(); };
  }

  std::vector<step> wait_beside() {
    const auto start = [this] {
      emit(0, event_kind::beside_begin, history::none, static_cast<std::uint32_t>(concurrent_waiter()));
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
    const auto was_the_one = std::make_shared<bool>(false);
    const auto cancel = [=, this] {
      *was_the_one = !now_.contexts[0].cancelled;
      return rules_->take(now_, {.kind = transition_kind::cancel_parent, .by = by});
    };
    const auto end = [=, this] {
      emit(0, event_kind::cancel_end, history::none, 0, *was_the_one ? 1 : 0);
      return true;
    };
    return {event(0, event_kind::cancel_begin), cancel, taken({.kind = transition_kind::settle, .by = by}),
            end};
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
  bool deadline_passed_ = false;
  std::array<std::uint32_t, plan::max_groups> results_{};
};

}  // namespace

recorded random_history(choices& choose) { return simulation(choose)(); }

std::string describe(const recorded& h) {
  std::string text =
      fmt::format("{}{}, limit {}, deadline {}, clock error {}\n",
                  h.plan.policy == plan::error_policy::first ? "first error" : "all errors",
                  h.plan.context ? ", context" : "",
                  h.plan.limit ? fmt::format("{}", *h.plan.limit) : std::string("none"),
                  h.plan.deadline_us ? fmt::format("{} us", *h.plan.deadline_us) : std::string("none"),
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
