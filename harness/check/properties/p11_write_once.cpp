#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether a task of the group failed with another error, which a wait() could have returned.
bool another_error_exists(const view& v, const group_view& group, std::uint32_t error) {
  return std::any_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    return v.tasks[index].failed() && v.tasks[index].error != error;
  });
}

// Certain without any clock: two waits of one group returned different errors. A wait() that returned no
// error is judged by P09 and P40.
judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& a : group.waits)
      for (const wait_view& b : group.waits) {
        if (&a >= &b || !a.when.ended() || !b.when.ended()) continue;
        if (a.leaves.empty() || b.leaves.empty()) continue;
        out.exercised = out.exercised || a.leaves.front().error != b.leaves.front().error ||
                        another_error_exists(v, group, a.leaves.front().error);
        if (a.leaves.front().error == b.leaves.front().error) continue;
        out.violations.push_back(
            {"",
             fmt::format("One wait() returned {}, and another wait() of the same group returned {}. A group "
                         "keeps the error that it recorded first, so both must return the same error.",
                         name_of_error(a.leaves.front().error), name_of_error(b.leaves.front().error)),
             {a.when.end_ref, b.when.end_ref}});
        return out;
      }
  return out;
}

}  // namespace

extern const property p11_write_once{
    "P11", "write-once",
    "The recorded error never changes: every wait() that returns an error returns the same one.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_first(can).empty() ? needs_repeat_wait(can) : needs_first(can);
    },
    check};

}  // namespace gauntlet::check
