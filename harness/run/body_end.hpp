#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// Records how the body of a task ends, and ends it as `program.end` says: returns the end for the adapter,
/// throws a failure (tracked.hpp), or calls pthread_exit. If `so_far` forwards the error of a nested group,
/// it is returned unchanged and `program.end` is ignored.
task_end end_body(std::uint32_t task, const plan::task& program, task_end so_far, recorder& recorder);

}  // namespace gauntlet::run
