#pragma once

#include "harness/protocol/answer.hpp"

namespace gauntlet::runner {

/// Keeps answers apart from what a subject prints: from now on answers go where standard output went, and
/// standard output goes to standard error. Call it once, before the first answer.
void open_answer_channel();

/// Writes one answer. Ends the process when the orchestrator is gone. Threading: one thread at a time.
void send(const protocol::answer& answer);

/// Ends the process without running sanitizer exit handlers. A sanitizer that is in the middle of a report
/// holds its own locks, and a normal exit would wait for them.
[[noreturn]] void leave(int code);

}  // namespace gauntlet::runner
