#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The payload is plain memory that the task writes before it ends. It is read only after a wait() that joins
// the task has returned, so another value is proof of a missing happens-before edge. P01
// judges a body that never ended.
judgement check(const view& v) {
  judgement out;
  for (const payload_view& payload : v.payloads) {
    if (!payload.after_wait || !v.tasks[payload.task].body.ended()) continue;
    out.exercised = true;
    if (!payload.intact)
      out.violations.push_back(
          {"",
           fmt::format("wait() returned, but its caller did not see what task {} had written. wait() must "
                       "synchronise with the end of every task that it joins.",
                       payload.task),
           {payload.source, payload.ref}});
  }
  return out;
}

}  // namespace

extern const property p50_join_happens_before{
    "P50", "join-happens-before", "The caller of wait() sees everything that the joined tasks wrote.",
    needs_joins, check};

}  // namespace gauntlet::check
