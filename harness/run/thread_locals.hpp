#pragma once

#include <cstdint>

#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// Records `locals_gone` for a task when the thread_locals of the calling thread are destroyed. A thread can
/// run several tasks. Nothing is recorded in a later case: a thread that its subject left behind counts as
/// ended before that. Requires: the recorder outlives the thread.
void watch_thread_locals(recorder& recorder, std::uint32_t task);

}  // namespace gauntlet::run
