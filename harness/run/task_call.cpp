#include "gauntlet/detail/contract.hpp"
#include "gauntlet/detail/tracked.hpp"
#include "harness/run/live_objects.hpp"
#include "harness/run/moves.hpp"

namespace gauntlet::run {

task_call::task_call(task_host& host, std::uint32_t task, subject& group)
    : host_(&host), task_(task), group_(&group) {
  live().callables.add(1);
}

task_call::task_call(task_call&& other) : host_(other.host_), task_(other.task_), group_(other.group_) {
  if (move_fails()) throw move_failed();
  other.host_ = nullptr;
}

task_call::~task_call() {
  if (host_ == nullptr) return;
  host_->callable_gone(task_);
  live().callables.add(-1);
}

task_end task_call::operator()(cancellation& context) { return host_->run_task(task_, *group_, context); }

}  // namespace gauntlet::run
