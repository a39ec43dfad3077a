#include <fmt/format.h>

#include <vector>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// Counts how often each task is submitted.
class submission_count {
 public:
  explicit submission_count(const plan& plan)
      : plan_(plan), starts_(plan.tasks.size(), 0), opened_(max_groups, 0) {}

  problem operator()() {
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
  problem driver_submits(std::size_t i) {
    const driver_step& step = plan_.driver[i];
    if (!submits(step)) return std::nullopt;
    if (step.value >= starts_.size())
      return fmt::format("driver[{}] names task {}, but there are {} tasks", i, step.value, starts_.size());
    if (plan_.tasks[step.value].group != 0)
      return fmt::format(
          "driver[{}] submits task {} of a nested group; remove the step, because a nest step submits such "
          "tasks",
          i, step.value);
    ++starts_[step.value];
    return std::nullopt;
  }

  problem task_submits(std::size_t i, std::size_t j) {
    const step& step = plan_.tasks[i].steps[j];
    if (submits(step)) return submits_another(step.value, i, j);
    if (step.kind == step_kind::nest) return opens(step.value, i, j);
    return std::nullopt;
  }

  problem submits_another(std::uint32_t other, std::size_t i, std::size_t j) {
    const auto where = fmt::format("tasks[{}].steps[{}]", i, j);
    if (other >= starts_.size())
      return fmt::format("{} names task {}, but there are {} tasks", where, other, starts_.size());
    if (other <= i)
      return fmt::format("{} submits task {}; a task can submit only tasks of a higher index", where, other);
    if (plan_.tasks[other].group != plan_.tasks[i].group)
      return fmt::format("{} submits task {} of another group; a task can submit only tasks of its own group",
                         where, other);
    ++starts_[other];
    return std::nullopt;
  }

  problem opens(std::uint32_t group, std::size_t i, std::size_t j) {
    const auto where = fmt::format("tasks[{}].steps[{}]", i, j);
    if (group == 0 || group >= max_groups)
      return fmt::format("{} opens group {}; use 1 to {}", where, group, max_groups - 1);
    if (group <= plan_.tasks[i].group)
      return fmt::format("{} opens group {}; use a number above the number of the task's own group", where,
                         group);
    if (++opened_[group] > 1)
      return fmt::format("{} opens group {} a second time; use another number", where, group);
    return std::nullopt;
  }

  problem started_once(std::size_t i) {
    const auto group = plan_.tasks[i].group;
    if (group >= max_groups)
      return fmt::format("tasks[{}].group is {}; use 0 to {}", i, group, max_groups - 1);
    if (group != 0 && opened_[group] == 0)
      return fmt::format("tasks[{}] belongs to group {}, which no nest step opens; add a nest step", i,
                         group);
    // The nest step of a group submits its tasks, except those that another task submits.
    const std::uint32_t implied = group != 0 && starts_[i] == 0 ? 1 : 0;
    if (starts_[i] + implied == 1) return std::nullopt;
    return fmt::format("tasks[{}] is submitted {} times; submit each task once", i, starts_[i]);
  }

  const plan& plan_;
  std::vector<std::uint32_t> starts_, opened_;
};

}  // namespace

problem not_submitted_once(const plan& plan) { return submission_count(plan)(); }

}  // namespace gauntlet::plan
