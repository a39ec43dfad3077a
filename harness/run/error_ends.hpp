#pragma once

#include <cstdint>

#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// Records the ends of the error objects of the running case (tracked.hpp), for the recorder of the case.
/// Threading: any thread may destroy an error. Memory ordering: adds no happens-before edge.

/// Begins a case: from now on, the recorder records the ends of errors. Requires: no case runs.
void watch_error_ends(recorder& recorder);
/// Must be called before the recorder is destroyed.
void stop_watching_error_ends(const recorder& recorder);
/// Must be called at the beginning of the end of an error object of the running case. Under control it is a
/// scheduling point if the subject destroys the error.
void error_ends(std::uint32_t task);

}  // namespace gauntlet::run
