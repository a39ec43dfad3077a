#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  if (!v.history.ended) return out;
  out.exercised = true;
  const auto& left = v.history.left;
  const auto none = [&](std::int64_t count, const char* what) {
    if (count > 0)
      out.violations.push_back({"", fmt::format("{} {} left when the case was over", count, what), {}});
  };
  none(left.callables, "callables");
  none(left.threads, "threads");
  none(left.files, "file descriptors");
  return out;
}

}  // namespace

extern const property l01_no_leak{
    "L01", "no-leak", "When a case is over, no callable, thread or file descriptor of it is left.", applies,
    check};

}  // namespace gauntlet::check
