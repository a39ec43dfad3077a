#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The counts are taken after the group is destroyed and the case has ended, so each object that is left is a
// leak. The sanitizers report an error that is destroyed too early, or while another thread reads it.
judgement check(const view& v) {
  judgement out;
  if (!v.history.ended) return out;
  out.exercised =
      std::any_of(v.tasks.begin(), v.tasks.end(), [](const task_view& task) { return task.failed(); });
  const auto expect_none = [&](std::int64_t count, const char* what) {
    if (count > 0)
      out.violations.push_back(
          {"",
           fmt::format("The case ended, and not all errors were destroyed. {} that still exist: {}. Each "
                       "error must be destroyed at the latest with its group.",
                       what, count),
           {}});
  };
  expect_none(v.history.left.errors, "Error objects");
  expect_none(v.history.left.payloads, "Payloads of errors");
  out.exercised = out.exercised || !out.violations.empty();
  return out;
}

}  // namespace

extern const property p49_errors_destroyed{
    "P49", "error-lifetime",
    "Each error is destroyed exactly once, and none exists after the group is destroyed.", applies, check};

}  // namespace gauntlet::check
