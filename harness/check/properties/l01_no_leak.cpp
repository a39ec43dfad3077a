#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The counts are taken after the driver has destroyed the group and the case has ended. A correct group then
// holds none of these objects, so each one that is left is a leak.
judgement check(const view& v) {
  judgement out;
  if (!v.history.ended) return out;
  out.exercised = true;
  const auto& left = v.history.left;
  const auto expect_none = [&](std::int64_t count, const char* what, const char* cure = "") {
    if (count > 0)
      out.violations.push_back(
          {"",
           fmt::format("The case ended and left something behind. {}: {}. A group must release everything "
                       "that it holds, at the latest in its destructor.{}",
                       what, count, cure),
           {}});
  };
  expect_none(left.callables, "Callables that still exist");
  expect_none(left.threads, "Threads that still run",
              " If these threads belong to a pool that the process keeps, create the pool in the constructor "
              "of the group, or promise `.thread_per_task = false`: a first task then runs before the first "
              "case.");
  expect_none(left.files, "File descriptors that are still open");
  return out;
}

}  // namespace

extern const property l01_no_leak{
    "L01", "no-leak", "A case leaves no callable, thread or file descriptor behind.", applies, check};

}  // namespace gauntlet::check
