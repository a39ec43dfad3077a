#pragma once

#include <cstdint>

#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// Records `locals_gone` for a task when the thread_local objects of the calling thread are destroyed. A
/// thread can run several tasks; each gets its event. If the thread ends in a later case, no event is
/// recorded: the task is not one of that case. Requires: the recorder outlives the thread.
void watch_thread_locals(recorder& recorder, std::uint32_t task);

}  // namespace gauntlet::run
