#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool forgot(const view& v, const wait_view& earlier, const wait_view& later) {
  return later.leaves.empty() && v.before(earlier.when.end_ref, later.when.begin_ref);
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& a : group.waits)
      for (const wait_view& b : group.waits) {
        if (&a >= &b || !a.when.ended() || !b.when.ended()) continue;
        const wait_view& told = a.leaves.empty() ? b : a;
        const wait_view& other = a.leaves.empty() ? a : b;
        if (told.leaves.empty()) continue;
        out.exercised = true;
        const bool differ = !other.leaves.empty() && other.leaves.front().error != told.leaves.front().error;
        if (!differ && !forgot(v, told, other)) continue;
        out.violations.push_back(
            {"",
             fmt::format("one wait returned {}, another {}", name_of_error(told.leaves.front().error),
                         other.leaves.empty() ? "no error" : name_of_error(other.leaves.front().error)),
             {told.when.end_ref, other.when.end_ref}});
        return out;
      }
  return out;
}

}  // namespace

const property p11_write_once{
    "P11", "write-once",
    "The recorded error never changes: all waits tell the same, and none forgets what an earlier one told.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_first(can).empty() ? needs_repeat_wait(can) : needs_first(can);
    },
    check};

}  // namespace gauntlet::check
