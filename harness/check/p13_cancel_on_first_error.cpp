#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A lost cancellation lets those who wait for it hang: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* look : looks_at(v, group))
      out.exercised = out.exercised || (look->awaited && failure_possible_before(v, group, *look));
  return out;
}

}  // namespace

const property p13_cancel_on_first_error{
    "P13", "cancel-on-first-error",
    "The first failure cancels the context at once, without anybody calling wait.", needs_first_and_context,
    check};

}  // namespace gauntlet::check
