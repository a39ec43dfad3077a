#include "harness/schedule/describe_wait.hpp"

#include <fmt/format.h>

namespace gauntlet::schedule {

std::string describe_wait(const waiting_thread& waiting) {
  const auto since = fmt::format(", since step {}", waiting.since_step);
  const bool held = waiting.held_by != no_thread;
  if (waiting.before.kind == op::join && held)
    return fmt::format("joins thread {}{}", waiting.held_by, since);
  std::string text = phrase(waiting.before.kind);
  if (waiting.object != 0) text += fmt::format(" (object {})", waiting.object);
  if (held) text += fmt::format(", held by thread {}", waiting.held_by);
  return text + since;
}

}  // namespace gauntlet::schedule
