#include "harness/plan/generate.hpp"

#include <stdexcept>

#include "harness/plan/draft.hpp"
#include "harness/plan/perturb.hpp"
#include "harness/plan/second_round.hpp"
#include "harness/plan/themes/themes.hpp"

namespace gauntlet::plan {
namespace {

bool ends_in_a_wait_step(const plan& plan) {
  return !plan.driver.empty() && plan.driver.back().kind == driver_kind::wait;
}

plan draw(std::uint64_t seed, const capabilities& can, std::uint32_t size) {
  draft draft(seed, can, size);
  any_theme(draft.random).draw(draft);
  if (draft.joined && !ends_in_a_wait_step(draft.plan)) draft.wait();
  if (draft.joined) maybe_second_round(draft);
  perturb(draft);
  return std::move(draft.plan);
}

}  // namespace

plan generate(std::uint64_t seed, const capabilities& capabilities, std::uint32_t size) {
  // A theme can draw a plan that is impossible for the subject (for example a rendezvous wider than the
  // subject's threads): then the next stream of the same seed is drawn.
  for (std::uint64_t attempt = 0; attempt < 1000; ++attempt) {
    plan candidate = draw(mix(seed) + attempt, capabilities, size);
    if (!why_impossible(candidate, capabilities)) return candidate;
  }
  throw std::logic_error("no possible plan in 1000 attempts; the themes do not fit these capabilities");
}

}  // namespace gauntlet::plan
