#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A hidden serialiser makes a rendezvous a deadlock: diagnose_hang names it.
judgement check(const view& v) {
  std::size_t met = 0;
  for (const auto& log : v.history.logs)
    met += std::any_of(log.begin(), log.end(),
                       [](const event& e) { return e.kind == history::event_kind::meet_end; })
               ? 1
               : 0;
  return {met > 1, {}};
}

}  // namespace

extern const property p03_true_concurrency{
    "P03", "true-concurrency", "As many tasks as the limit allows, or all, can be in their bodies at once.",
    applies, check};

}  // namespace gauntlet::check
