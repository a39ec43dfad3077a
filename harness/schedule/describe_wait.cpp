#include "harness/schedule/describe_wait.hpp"

namespace gauntlet::schedule {

std::string describe_wait(const waiting_thread& waiting) {
  const auto since = (waiting.blocked ? ", since step " : ", can run; its last step was ") +
                     std::to_string(waiting.since_step);
  const bool held = waiting.held_by != no_thread;
  if (waiting.before.kind == op::join && held)
    return "joins thread " + std::to_string(waiting.held_by) + since;
  std::string text = phrase(waiting.before.kind);
  if (waiting.object != 0) text += " (object " + std::to_string(waiting.object) + ")";
  if (held) text += ", held by thread " + std::to_string(waiting.held_by);
  return text + since;
}

}  // namespace gauntlet::schedule
