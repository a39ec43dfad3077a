#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A callback that blocks on a lock of the group or the context hangs: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  out.exercised = std::any_of(v.callbacks.begin(), v.callbacks.end(), [](const callback_view& callback) {
    return callback.action != plan::callback_action::nothing && !callback.runs.empty();
  });
  return out;
}

}  // namespace

extern const property p24_no_lock_held{
    "P24", "no-lock-held",
    "No lock is held while callbacks run: they may look at the context, and wait for it.", needs_callbacks,
    check};

}  // namespace gauntlet::check
