#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for (const payload_view& payload : v.payloads) {
    if (!payload.after_wait) continue;
    out.exercised = true;
    if (!payload.intact && v.tasks[payload.task].body.ended())
      out.violations.push_back(
          {"",
           fmt::format("wait had returned, and what task {} wrote was not visible to its caller",
                       payload.task),
           {payload.source, payload.ref}});
  }
  return out;
}

}  // namespace

extern const property p50_join_happens_before{"P50", "join-happens-before",
                                              "What a task wrote is visible to whoever waited for it.",
                                              needs_joins, check};

}  // namespace gauntlet::check
