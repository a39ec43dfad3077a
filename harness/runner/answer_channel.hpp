#pragma once

#include <optional>
#include <string>

#include "harness/protocol/answer.hpp"

namespace gauntlet::runner {

/// Separates the requests and answers from what a subject reads and prints. After this call, requests come
/// from the original standard input, and answers go to the original standard output. Standard input is empty,
/// and standard output goes to standard error. A child process has neither channel. Call it once, before the
/// first request.
void open_channels();

/// Returns the next line of the requests; nullopt after the last one. Threading: one thread.
[[nodiscard]] std::optional<std::string> next_request();

/// Writes one answer. Ends the process if the orchestrator no longer exists. Threading: one thread at a time.
void send(const protocol::answer& answer);

/// Ends the process without the exit handlers of sanitizers. A sanitizer that is in the middle of a report
/// holds its own locks, and a normal exit would wait for them.
[[noreturn]] void leave(int code);

}  // namespace gauntlet::runner
