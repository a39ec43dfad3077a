// Whether a plan is well formed and fits a subject; whether it must end is for harness/plan/abstract_run.cpp
// to say.

#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/abstract_run.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::plan {
namespace {

using complaint = std::optional<std::string>;

/// Who starts each task: exactly one driver step, `submit` step, or `nest` step must.
class submission_count {
 public:
  explicit submission_count(const plan& plan)
      : plan_(plan), starts_(plan.tasks.size(), 0), opened_(max_groups, 0) {}

  complaint operator()() {
    for (std::size_t i = 0; i < plan_.driver.size(); ++i)
      if (auto bad = driver_submits(i)) return bad;
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i)
      for (std::size_t j = 0; j < plan_.tasks[i].steps.size(); ++j)
        if (auto bad = task_submits(i, j)) return bad;
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i)
      if (auto bad = started_once(i)) return bad;
    return std::nullopt;
  }

 private:
  complaint driver_submits(std::size_t i) {
    const driver_step& step = plan_.driver[i];
    if (!submits(step)) return std::nullopt;
    if (step.value >= starts_.size())
      return fmt::format("driver[{}] names task {}, but there are {} tasks", i, step.value, starts_.size());
    if (plan_.tasks[step.value].group != 0)
      return fmt::format("driver[{}] submits task {} of a nested group; only a nest step does that", i,
                         step.value);
    ++starts_[step.value];
    return std::nullopt;
  }

  complaint task_submits(std::size_t i, std::size_t j) {
    const step& step = plan_.tasks[i].steps[j];
    const auto where = fmt::format("tasks[{}].steps[{}]", i, j);
    if (submits(step)) {
      if (step.value >= starts_.size())
        return fmt::format("{} names task {}, but there are {} tasks", where, step.value, starts_.size());
      if (step.value <= i)
        return fmt::format("{} submits task {}; a task submits tasks of a higher index only", where,
                           step.value);
      if (plan_.tasks[step.value].group != plan_.tasks[i].group)
        return fmt::format("{} submits task {} of another group", where, step.value);
      ++starts_[step.value];
    }
    if (step.kind == step_kind::nest) {
      if (step.value == 0 || step.value >= max_groups)
        return fmt::format("{} opens group {}; take 1 to {}", where, step.value, max_groups - 1);
      if (step.value <= plan_.tasks[i].group)
        return fmt::format("{} opens group {}; a nested group has a higher number than its own", where,
                           step.value);
      if (++opened_[step.value] > 1) return fmt::format("{} opens group {} a second time", where, step.value);
    }
    return std::nullopt;
  }

  complaint started_once(std::size_t i) {
    const auto group = plan_.tasks[i].group;
    if (group >= max_groups)
      return fmt::format("tasks[{}].group is {}; take 0 to {}", i, group, max_groups - 1);
    if (group != 0 && opened_[group] == 0)
      return fmt::format("tasks[{}] belongs to group {}, which no nest step opens", i, group);
    const std::uint32_t implied = group != 0 && starts_[i] == 0 ? 1 : 0;
    if (starts_[i] + implied == 1) return std::nullopt;
    return fmt::format("tasks[{}] is submitted {} times; submit each task once", i, starts_[i]);
  }

  const plan& plan_;
  std::vector<std::uint32_t> starts_, opened_;
};

complaint beyond_size(const plan& plan) {
  if (plan.tasks.size() > max_tasks)
    return fmt::format("tasks has {} entries; {} at most", plan.tasks.size(), max_tasks);
  if (plan.driver.size() > max_driver_steps)
    return fmt::format("driver has {} steps; {} at most", plan.driver.size(), max_driver_steps);
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    if (plan.tasks[i].steps.size() > max_steps)
      return fmt::format("tasks[{}].steps has {} entries; {} at most", i, plan.tasks[i].steps.size(),
                         max_steps);
  for (std::size_t i = 0; i < plan.delays.size(); ++i) {
    if (plan.delays[i].us > max_delay_us)
      return fmt::format("delays[{}].us is {}; {} at most", i, plan.delays[i].us, max_delay_us);
    if (plan.delays[i].task >= static_cast<std::int32_t>(plan.tasks.size()))
      return fmt::format("delays[{}].task is {}, but there are {} tasks", i, plan.delays[i].task,
                         plan.tasks.size());
  }
  return std::nullopt;
}

complaint beyond_range(const plan& plan) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j) {
      const step& step = plan.tasks[i].steps[j];
      const bool meets = step.kind == step_kind::rendezvous || step.kind == step_kind::gate;
      if (meets && step.value >= max_meetings)
        return fmt::format("tasks[{}].steps[{}] names meeting {}; take 0 to {}", i, j, step.value,
                           max_meetings - 1);
      if (step.kind == step_kind::delay && step.value > max_delay_us)
        return fmt::format("tasks[{}].steps[{}] sleeps {} us; {} at most", i, j, step.value, max_delay_us);
      if (step.kind == step_kind::callback && step.value >= callback_actions)
        return fmt::format("tasks[{}].steps[{}] names callback action {}; take 0 to {}", i, j, step.value,
                           callback_actions - 1);
    }
  for (std::size_t i = 0; i < plan.driver.size(); ++i) {
    const driver_step& step = plan.driver[i];
    if (step.kind == driver_kind::open_gate && step.value >= max_meetings)
      return fmt::format("driver[{}] opens gate {}; take 0 to {}", i, step.value, max_meetings - 1);
    const bool takes_time = step.kind == driver_kind::rest || step.kind == driver_kind::wait_for;
    if (takes_time && step.value > max_delay_us)
      return fmt::format("driver[{}] takes {} us; {} at most", i, step.value, max_delay_us);
    if (step.kind == driver_kind::callback && step.value >= callback_actions)
      return fmt::format("driver[{}] names callback action {}; take 0 to {}", i, step.value,
                         callback_actions - 1);
    if (step.kind == driver_kind::wait && (step.value == 0 || step.value >= max_waiters))
      return fmt::format("driver[{}] waits on {} threads; take 1 to {}", i, step.value, max_waiters - 1);
  }
  return std::nullopt;
}

/// One callback a task, and one of the driver: what runs is told by who registered it.
complaint more_callbacks(const plan& plan) {
  const auto many = [](const auto& steps, auto kind) {
    return std::count_if(steps.begin(), steps.end(), [&](const auto& step) { return step.kind == kind; }) > 1;
  };
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    if (many(plan.tasks[i].steps, step_kind::callback))
      return fmt::format("tasks[{}] registers several callbacks; take one", i);
  if (many(plan.driver, driver_kind::callback)) return "driver registers several callbacks; take one";
  return std::nullopt;
}

/// The driver must wait after its last submit, unless the group's destructor does (P56); and whoever waits
/// beside it must be joined.
complaint unjoined(const plan& plan, const capabilities& can) {
  if (ends_with_a_wait(plan)) return std::nullopt;
  const auto beside = std::find_if(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::wait_beside;
  });
  if (beside != plan.driver.end())
    return fmt::format("driver[{}] waits beside the driver, which does not wait in the end; add a wait",
                       beside - plan.driver.begin());
  if (can.joins_when_destroyed) return std::nullopt;
  return "driver does not wait after its last submit, and the subject's destructor does not join; end it "
         "with a wait";
}

bool waits_are_single(const plan& plan) {
  std::uint32_t threads = 0;
  for (const driver_step& step : plan.driver)
    if (waits(step)) threads += step.kind == driver_kind::wait ? step.value : 1;
  return threads <= 1;
}

bool submits_follow_a_wait(const plan& plan) {
  bool waited = false;
  for (const driver_step& step : plan.driver) {
    waited |= waits(step);
    if (waited && submits(step)) return true;
  }
  return false;
}

complaint driver_beyond(const plan& plan, const capabilities& can) {
  const auto missing = [](std::size_t i, std::string_view what) {
    return fmt::format("driver[{}] needs {}, which the subject does not have; drop the step", i, what);
  };
  for (std::size_t i = 0; i < plan.driver.size(); ++i) {
    const auto kind = plan.driver[i].kind;
    if (kind == driver_kind::try_submit && !can.try_submit) return missing(i, "a submit that does not block");
    if ((kind == driver_kind::set_limit || kind == driver_kind::lift_limit) && !can.set_limit)
      return missing(i, "a limit that can be set");
    if (kind == driver_kind::wait_for && !can.timed_wait) return missing(i, "a wait that gives up");
    if (kind == driver_kind::callback && !(can.callbacks && plan.context))
      return missing(i, "a context with callbacks");
    if (kind == driver_kind::cancel_parent && !(can.parent && plan.context))
      return missing(i, "a parent context");
    if ((kind == driver_kind::await_cancel || kind == driver_kind::observe) && !(can.context && plan.context))
      return missing(i, "a context");
  }
  if (!can.repeat_wait && !waits_are_single(plan))
    return "driver waits more than once, which the subject does not allow";
  if (!can.reuse && submits_follow_a_wait(plan))
    return "driver submits after a wait, which the subject does not allow";
  return std::nullopt;
}

bool blocks(const step& step) {
  return step.kind == step_kind::await_cancel || step.kind == step_kind::rendezvous ||
         step.kind == step_kind::gate || step.kind == step_kind::nest;
}

/// Tasks that submit under a limit may all stand in a submit with their permits held, which deadlocks by
/// specification (P35): unless one permit is left for the others, which must end by themselves.
complaint self_deadlock(const plan& plan) {
  const auto has = [](const task& task, auto predicate) {
    return std::any_of(task.steps.begin(), task.steps.end(), predicate);
  };
  std::uint32_t submitters = 0;
  bool blocking = false;
  for (const task& task : plan.tasks) {
    submitters += has(task, [](const step& s) { return s.kind == step_kind::submit; }) ? 1 : 0;
    blocking = blocking || has(task, [](const step& s) { return blocks(s); });
  }
  const bool changes = std::any_of(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::set_limit;
  });
  if (submitters == 0 || (!plan.limit && !changes)) return std::nullopt;
  if (blocking || changes || submitters >= *plan.limit)
    return "tasks submit under a limit, which may deadlock by specification (P35): take fewer such tasks "
           "than "
           "the limit, and none that block; or drop the limit, or let them try";
  return std::nullopt;
}

complaint task_beyond(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j) {
      const auto kind = plan.tasks[i].steps[j].kind;
      const auto missing = [&](std::string_view what) {
        return fmt::format("tasks[{}].steps[{}] needs {}, which the subject does not have; drop the step", i,
                           j, what);
      };
      const bool own_context = kind == step_kind::await_cancel;  // a look alone may find the parent's
      if (kind == step_kind::check && !can.context) return missing("a context");
      if (own_context && !(can.context && plan.context)) return missing("a context");
      if (kind == step_kind::callback && !(can.callbacks && plan.context))
        return missing("a context with callbacks");
      if (kind == step_kind::cancel_parent && !(can.parent && plan.context))
        return missing("a parent context");
      if (submits(plan.tasks[i].steps[j]) && !can.child_submit) return missing("a submit from within a task");
      if (kind == step_kind::try_submit && !can.try_submit) return missing("a submit that does not block");
      if (kind == step_kind::nest && !can.nesting) return missing("nested groups");
    }
  return self_deadlock(plan);
}

complaint end_beyond(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    if (plan.tasks[i].end == ending::nil && !can.error_trees)
      return fmt::format("tasks[{}].end is nil, but the subject's errors are no trees; take ok", i);
    if (plan.tasks[i].end == ending::exit && !can.abnormal_exit)
      return fmt::format("tasks[{}].end is exit, which the subject does not survive; take fail", i);
  }
  return std::nullopt;
}

complaint group_beyond(const plan& plan, const capabilities& can) {
  if (plan.policy != can.policy) return "policy is not the subject's";
  if (plan.context && !can.context) return "context is true, but the subject has none";
  if (!plan.context && can.context && !can.zero_value && !plan.tasks.empty())
    return "context is false, but the subject always has one";
  if (plan.limit && !can.limit) return "limit is given, but the subject has none";
  if (plan.deadline_us && !(can.deadline && plan.context))
    return "deadline_us is given, but the subject has no context with a deadline";
  const auto outermost =
      std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const task& task) { return task.group == 0; });
  if (outermost > static_cast<std::ptrdiff_t>(can.max_tasks))
    return fmt::format("tasks has {} entries of group 0; the subject takes {}", outermost, can.max_tasks);
  return why_never(plan.faults, can);
}

/// Bodies that may have to be inside a blocking step at the same time.
std::uint32_t needed_concurrency(const plan& plan) {
  std::uint32_t blocked = 0;
  for (const task& task : plan.tasks)
    blocked += std::any_of(task.steps.begin(), task.steps.end(), [&](const step& step) {
      return blocks(step) || (plan.limit && step.kind == step_kind::submit);
    });
  return blocked + 1;
}

/// Which submit fails is decided only where the driver alone submits.
complaint fault_undecided(const plan& plan) {
  const auto& [thread, allocation, move, wakeup] = plan.faults;
  const int fail = (thread > 0 ? 1 : 0) + (allocation > 0 ? 1 : 0) + (move > 0 ? 1 : 0);
  if (fail == 0) return std::nullopt;
  const auto* field = thread > 0       ? "thread_create_fails_at"
                      : allocation > 0 ? "allocation_fails_at"
                                       : "move_fails_at";
  const auto undecided = [field](const std::string& with) {
    return fmt::format("faults.{} with {} leaves open which submit fails; drop one of the two", field, with);
  };
  if (fail > 1) return undecided("another fault");
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (const step& step : plan.tasks[i].steps)
      if (submits(step) || step.kind == step_kind::nest)
        return undecided(fmt::format("tasks that submit (tasks[{}])", i));
  const bool tries = std::any_of(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::try_submit;
  });
  if (tries && plan.limit) return undecided("try_submit under a limit");
  if (plan.deadline_us) return undecided("a deadline");
  return std::nullopt;
}

/// A meeting with a task that could not be started is no fault of the subject. How much a submit allocates is
/// its own affair: so each of them may be the one that fails.
complaint endless(plan bounded) {
  auto why = why_endless(bounded);
  if (why || (bounded.faults.allocation_fails_at == 0 && bounded.faults.move_fails_at == 0)) return why;
  for (std::uint32_t submit = 1; submit <= bounded.tasks.size() && !why; ++submit) {
    bounded.faults.thread_create_fails_at = submit;
    why = why_endless(bounded);
  }
  return why;
}

}  // namespace

std::optional<std::string> why_never(const faults& faults, const capabilities& can) {
  if (faults.move_fails_at > 0 && !(can.thread_per_task && can.starts_on_submit))
    return "faults.move_fails_at is given, but the subject hands its callables to another library";
  if (faults.thread_create_fails_at > 0 && !can.thread_per_task)
    return "faults.thread_create_fails_at is given, but the subject creates no thread for a task";
  if (faults.allocation_fails_at > 0 && !can.starts_on_submit)
    return "faults.allocation_fails_at is given, but the subject submits its tasks itself";
  return std::nullopt;
}

std::optional<std::string> why_impossible(const plan& plan, const capabilities& can) {
  if (auto bad = beyond_size(plan)) return bad;
  if (auto bad = beyond_range(plan)) return bad;
  if (auto bad = submission_count(plan)()) return bad;
  if (auto bad = more_callbacks(plan)) return bad;
  if (auto bad = unjoined(plan, can)) return bad;
  if (auto bad = group_beyond(plan, can)) return bad;
  if (auto bad = driver_beyond(plan, can)) return bad;
  if (auto bad = task_beyond(plan, can)) return bad;
  if (auto bad = end_beyond(plan, can)) return bad;
  if (auto bad = fault_undecided(plan)) return bad;
  if (needed_concurrency(plan) > can.concurrency)
    return fmt::format("tasks need {} bodies at once, the subject promises {}", needed_concurrency(plan),
                       can.concurrency);
  if (!can.starts_on_submit)
    for (const driver_step& step : plan.driver)
      if (!submits(step) && step.kind != driver_kind::wait && step.kind != driver_kind::rest)
        return "driver does more than submit and wait, and the subject runs its tasks inside wait only";
  auto bounded = plan;
  if (can.fixed_limit > 0) bounded.limit = static_cast<std::uint32_t>(can.fixed_limit);
  return endless(std::move(bounded));
}

}  // namespace gauntlet::plan
