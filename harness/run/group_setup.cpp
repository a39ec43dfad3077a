#include "harness/run/group_setup.hpp"

namespace gauntlet::run {

setup setup_for(const plan::plan& plan, std::uint32_t group) {
  setup how{plan.policy, plan.context, std::nullopt, std::nullopt, 0};
  for (const plan::task& task : plan.tasks) how.tasks += task.group == group ? 1 : 0;
  if (group != 0) return how;
  how.limit = plan.limit;
  how.deadline_us = plan.deadline_us;
  return how;
}

}  // namespace gauntlet::run
