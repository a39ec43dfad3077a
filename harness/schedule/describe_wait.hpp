#pragma once

#include <string>

#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// Describes the operation that the thread waits for, for example "locks a mutex (object 3), held by thread
/// 0, since step 17". The name of the waiting thread is not included.
[[nodiscard]] std::string describe_wait(const waiting_thread& waiting);

}  // namespace gauntlet::schedule
