#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <utility>

#include "gauntlet/detail/conformity.hpp"
#include "harness/conformance/plan_judge.hpp"
#include "harness/plan/generate.hpp"

namespace gauntlet {
namespace {

using by_property = std::map<std::string_view, conformity>;

std::uint64_t from_environment(const char* name, std::uint64_t default_value) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : default_value;
}

std::string describe_violation(const check::violation& violation, const plan::plan& plan,
                               std::uint64_t seed) {
  return fmt::format("{}: {}\nwith the plan of seed {} (GAUNTLET_SEED={} GAUNTLET_CASES=1):\n  {}\n",
                     violation.property, violation.sentence, seed, seed,
                     fmt::join(plan::describe(plan), "\n  "));
}

by_property judge_all(const run::subject_info& subject) {
  const auto seed = from_environment("GAUNTLET_SEED", 1);
  const auto cases = static_cast<std::uint32_t>(from_environment("GAUNTLET_CASES", 300));
  by_property out;
  std::map<std::string_view, std::size_t> smallest;  // steps of the smallest plan that violated a property
  for (const auto* property : check::properties()) {
    auto& found = out[property->id];
    found.not_applicable = property->not_applicable(subject.can);
    found.cases = cases;
  }
  for (std::uint32_t i = 0; i < cases; ++i) {
    const auto plan = plan::generate(seed + i, subject.can);
    const auto verdict = run::plan_judge::instance()(plan, subject);
    verdict.exercised.for_each([&](std::size_t index) { ++out[check::properties()[index]->id].exercised; });
    for (const auto& violation : verdict.violations) {
      const auto* property = check::property_named(violation.property);
      const auto [known, first] = smallest.emplace(property->id, plan::count_steps(plan));
      if (!first && known->second <= plan::count_steps(plan)) continue;
      known->second = plan::count_steps(plan);
      out[property->id].violation = describe_violation(violation, plan, seed + i);
    }
  }
  return out;
}

}  // namespace

const conformity& conformity_of(const run::subject_info& subject, std::string_view property) {
  static std::map<const run::subject_info*, by_property> known;
  auto found = known.find(&subject);
  if (found == known.end()) found = known.emplace(&subject, judge_all(subject)).first;
  return found->second.at(property);
}

}  // namespace gauntlet
