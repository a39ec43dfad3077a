#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// Ends the body of a task as its program says, and records how. Returns the end, throws a failure
/// (tracked.hpp), or makes the calling thread exit. An end that forwards the error of a nested group stays
/// what it is.
task_end end_body(std::uint32_t task, const plan::task& program, task_end so_far, recorder& recorder);

}  // namespace gauntlet::run
