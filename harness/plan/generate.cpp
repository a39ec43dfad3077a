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
  random_theme(draft.random).draw(draft);
  if (draft.adds_final_wait && !ends_in_a_wait_step(draft.plan)) draft.wait();
  if (draft.adds_final_wait) maybe_second_round(draft);
  perturb(draft);
  return std::move(draft.plan);
}

}  // namespace

plan generate(std::uint64_t seed, const capabilities& capabilities, std::uint32_t size) {
  // A theme can draw a plan that is impossible for the subject (for example a rendezvous of more tasks than
  // the subject has threads). The next attempt then uses another random stream of the same seed.
  for (std::uint64_t attempt = 0; attempt < 1000; ++attempt) {
    plan candidate = draw(mix(seed) + attempt, capabilities, size);
    if (!why_impossible(candidate, capabilities)) return candidate;
  }
  throw std::logic_error(
      "none of 1000 generated plans is possible for the subject; its capabilities do not fit any theme");
}

}  // namespace gauntlet::plan
