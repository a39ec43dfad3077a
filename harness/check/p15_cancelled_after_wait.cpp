#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view&, const wait_view& wait) {
    if (!wait.after) return;
    out.exercised = true;
    if (!wait.after->cancelled)
      out.violations.push_back(
          {"",
           fmt::format("{} returned and the context is not cancelled: what hangs on it is never released",
                       name_of(wait)),
           {wait.when.end_ref, wait.after->when.end_ref}});
  });
  return out;
}

}  // namespace

const property p15_cancelled_after_wait{"P15", "cancelled-after-wait",
                                        "When wait has returned, the context is cancelled, on success too.",
                                        needs_context, check};

}  // namespace gauntlet::check
