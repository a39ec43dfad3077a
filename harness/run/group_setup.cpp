#include "harness/run/group_setup.hpp"

namespace gauntlet::run {

setup setup_for(const plan::plan& plan, std::uint32_t group) {
  setup how{plan.policy, plan.context, std::nullopt, std::nullopt, 0};
  for (const plan::task& task : plan.tasks) how.tasks += task.group == group ? 1 : 0;
  if (group != 0) {
    how.deadline_us = plan::nested_group_of(plan, group).deadline_us;
    return how;
  }
  how.tasks = plan.room.value_or(how.tasks);
  how.limit = plan.limit;
  how.deadline_us = plan.deadline_us;
  how.ancestry = plan.ancestry;
  return how;
}

}  // namespace gauntlet::run
