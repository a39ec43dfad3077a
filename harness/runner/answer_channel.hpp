#pragma once

#include "harness/protocol/answer.hpp"

namespace gauntlet::runner {

/// Separates the answers from what a subject prints. After this call, answers go to the original standard
/// output, and standard output goes to standard error. Call it once, before the first answer.
void open_answer_channel();

/// Writes one answer. Ends the process if the orchestrator no longer exists. Threading: one thread at a time.
void send(const protocol::answer& answer);

/// Ends the process without the exit handlers of sanitizers. A sanitizer that is in the middle of a report
/// holds its own locks, and a normal exit would wait for them.
[[noreturn]] void leave(int code);

}  // namespace gauntlet::runner
