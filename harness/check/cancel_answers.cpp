#include "harness/check/cancel_answers.hpp"

#include <algorithm>

namespace gauntlet::check {
namespace {

// True if no other call had certainly returned before this one began.
bool may_be_first(const view& v, const cancel_view& cancel) {
  return std::none_of(v.parent_cancels.begin(), v.parent_cancels.end(), [&](const cancel_view& other) {
    return &other != &cancel && other.ended() && v.before(other.end_ref, cancel.begin_ref);
  });
}

// True if no other call can have begun before this one returned.
bool certainly_alone(const view& v, const cancel_view& cancel) {
  return std::none_of(v.parent_cancels.begin(), v.parent_cancels.end(), [&](const cancel_view& other) {
    return &other != &cancel && !v.before(cancel.end_ref, other.begin_ref);
  });
}

void reject(judgement& out, const char* sentence, event_ref a, event_ref b) {
  out.violations.push_back({"", sentence, {a, b}});
}

void judge_denial(const view& v, const cancel_view& cancel, judgement& out) {
  if (certainly_alone(v, cancel) && may_be_first(v, cancel))
    reject(out,
           "The first call that cancels the parent context says that it did not cancel it, although no other "
           "call had "
           "begun.",
           cancel.begin_ref, cancel.end_ref);
}

void judge_claim(const view& v, const cancel_view& cancel, const cancel_view* earlier_claim, judgement& out) {
  if (!may_be_first(v, cancel))
    reject(out,
           "A call that cancels the parent context says that it cancelled it, although an earlier call had "
           "returned. "
           "Only the call that cancelled the context may say so.",
           cancel.begin_ref, cancel.end_ref);
  if (earlier_claim != nullptr)
    reject(
        out,
        "Two calls that cancel the parent context both say that they cancelled it. Exactly one may say so.",
        earlier_claim->end_ref, cancel.end_ref);
}

}  // namespace

void judge_cancel_answers(const view& v, judgement& out) {
  const auto& cancels = v.parent_cancels;
  const auto before = out.violations.size();
  const cancel_view* the_one = nullptr;
  for (const cancel_view& cancel : cancels) {
    if (!cancel.was_the_one) continue;
    out.exercised = true;
    if (!*cancel.was_the_one) {
      judge_denial(v, cancel, out);
      continue;
    }
    judge_claim(v, cancel, the_one, out);
    the_one = &cancel;
  }
  const bool all_deny = std::all_of(cancels.begin(), cancels.end(),
                                    [](const cancel_view& cancel) { return cancel.was_the_one == false; });
  if (!cancels.empty() && all_deny && out.violations.size() == before)
    reject(out,
           "Every call that cancels the parent context says that another call cancelled it. Exactly one must "
           "say that "
           "it did.",
           cancels.front().end_ref, cancels.back().end_ref);
}

}  // namespace gauntlet::check
