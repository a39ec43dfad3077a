#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// One that is freed too early, or while another reads it, is for the sanitizers to see.
judgement check(const view& v) {
  judgement out;
  if (!v.history.ended) return out;
  out.exercised =
      std::any_of(v.tasks.begin(), v.tasks.end(), [](const task_view& task) { return task.failed(); });
  const auto none = [&](std::int64_t count, const char* what) {
    if (count > 0)
      out.violations.push_back({"", fmt::format("{} {} left when the case was over", count, what), {}});
  };
  none(v.history.left.errors, "error objects");
  none(v.history.left.payloads, "payloads of errors");
  return out;
}

}  // namespace

extern const property p49_errors_destroyed{
    "P49", "error-lifetime", "Each error is destroyed once, and none is left when the group is gone.",
    applies, check};

}  // namespace gauntlet::check
