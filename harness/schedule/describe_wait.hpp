#pragma once

#include <string>

#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// "locks a mutex (object 3), held by thread 0, since step 17"
[[nodiscard]] std::string describe_wait(const waiting_thread& waiting);

}  // namespace gauntlet::schedule
