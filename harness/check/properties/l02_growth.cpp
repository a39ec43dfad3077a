#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The groups of such a plan do the same one after another, and each has ended when the memory is measured.
// The first two rounds may allocate what later rounds use again. What a group leaves behind adds up in every
// later round.
judgement check(const view& v) {
  judgement out;
  const auto& measured = v.live_memory;
  if (!v.capabilities.thread_per_task || measured.size() < plan::growth_rounds) return out;
  out.exercised = true;
  for (std::size_t round = 2; round < measured.size(); ++round)
    if (v.at(measured[round]).value <= v.at(measured[round - 1]).value) return out;
  const auto grown = v.at(measured.back()).value - v.at(measured[1]).value;
  out.violations.push_back(
      {"",
       fmt::format(
           "Each of {} groups under the same parent left memory behind: {} bytes in the last {} rounds. "
           "Look for what a parent context keeps of a group that is gone.",
           measured.size(), 16 * std::uint64_t{grown}, measured.size() - 2),
       {measured[1], measured.back()}});
  return out;
}

std::string_view needs_nested_groups(const plan::capabilities& can) {
  if (!can.nesting) return "it has no nested groups";
  return can.thread_per_task ? "" : "the threads of its pool keep memory";
}

}  // namespace

extern const property l02_growth{
    "L02", "no-growth", "Groups that come one after another under one parent leave no memory behind.",
    needs_nested_groups, check};

}  // namespace gauntlet::check
