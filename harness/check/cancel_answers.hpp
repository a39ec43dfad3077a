#pragma once

#include "harness/check/property.hpp"
#include "harness/check/view.hpp"

namespace gauntlet::check {

/// Judges what the calls that cancel the parent context say (P20). Of all of them, exactly one says that it
/// cancelled the context: one before whose begin no other had returned. A subject whose calls do not say is
/// not judged.
void judge_cancel_answers(const view& v, judgement& out);

}  // namespace gauntlet::check
