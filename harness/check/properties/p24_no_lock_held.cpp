#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A callback that blocks on a lock of the group or the context makes the case hang, and `diagnose_hang`
// reports that. This check only returns whether a callback that uses the context has run.
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
    "The group holds no lock while callbacks run, so they may read the context or wait for its cancellation.",
    needs_callbacks, check};

}  // namespace gauntlet::check
