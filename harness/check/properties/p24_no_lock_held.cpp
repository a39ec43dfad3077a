#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The recorder counts the locks of the thread that runs the code, so each event is certain. It does not count
// the locks that the thread held when the harness called the subject. It does not count code that a submit or
// a wait runs on its own thread either, because the lock may be one of the adapter.
void judge_lock(const view& v, event_ref ref, judgement& out) {
  out.violations.push_back(
      {"",
       fmt::format(
           "Code of the user ran under a lock: {}. The lock was taken by the group or its context. If "
           "that code needs the lock, or waits for a thread that needs it, it never returns.",
           history::describe(v.at(ref))),
       {ref}});
}

bool uses_context(const callback_view& callback) {
  return callback.action != plan::callback_action::nothing && !callback.runs.empty();
}

// A callback that blocks on a lock makes the case hang, and `diagnose_hang` reports that.
judgement check(const view& v) {
  judgement out;
  for (const event_ref ref : v.under_lock) judge_lock(v, ref, out);
  const auto ran = [](const task_view& task) { return task.body.begun(); };
  out.exercised = !out.violations.empty() ||
                  std::any_of(v.callbacks.begin(), v.callbacks.end(), uses_context) ||
                  (v.history.observes_threads && std::any_of(v.tasks.begin(), v.tasks.end(), ran));
  return out;
}

}  // namespace

extern const property p24_no_lock_held{
    "P24", "no-lock-held",
    "No lock of the group or its context is held while a body, a callback or a destructor of the user runs.",
    applies, check};

}  // namespace gauntlet::check
