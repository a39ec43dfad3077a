// Any plan that is possible for a reference is run by it without a violation. rapidcheck draws the plans, and
// shrinks and prints the one that fails. Subjects with a known bug show that this can fail.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "harness/conformance/plan_judge.hpp"
#include "harness/plan/arbitrary.hpp"

namespace gauntlet {
namespace {

std::string sentences(const check::verdict& verdict) {
  std::string out;
  for (const auto& violation : verdict.violations)
    out += violation.property + ": " + violation.sentence + "\n";
  return out;
}

struct outcome {
  rc::detail::TestResult result;
  /// The last plan that failed, which is the smallest, and how. rapidcheck runs it once more to describe it,
  /// when a violation that depends on the schedule may not show.
  std::string smallest;
};

/// Checks the property on so many plans. `name` is for the line that reproduces a failure, which rapidcheck
/// prints at the end; none where the failure is expected.
outcome no_plan_is_violated(const run::subject_info& subject, rc::detail::TestParams params,
                            const std::string& name) {
  std::string smallest;
  const auto property = [&] {
    const plan::plan drawn = *plan::arbitrary_plan(subject.can);
    const auto verdict = run::plan_judge::instance()(drawn, subject);
    if (verdict.violations.empty()) return;
    std::ostringstream text;
    text << drawn << "\n" << sentences(verdict);
    smallest = text.str();
    RC_FAIL(sentences(verdict));
  };
  auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata{name, name}, params);
  return {std::move(result), smallest};
}

std::ostream& operator<<(std::ostream& out, const outcome& o) {
  rc::detail::printResultMessage(o.result, out);
  return out << "\nThe smallest plan that failed:\n" << o.smallest;
}

std::vector<std::string> what_is_right() {
  std::vector<std::string> names;
  for (const auto& subject : run::registry())
    if (subject.kind != run::subject_kind::mutant) names.push_back(subject.name);
  return names;
}

class any_plan : public ::testing::TestWithParam<std::string> {};

TEST_P(any_plan, is_run_without_a_violation) {
  auto params = rc::detail::configuration().testParams;
  params.maxSuccess *= 2;  // a plan takes a millisecond or two
  const auto checked = no_plan_is_violated(*run::subject_named(GetParam()), params, GetParam());
  EXPECT_TRUE(checked.result.is<rc::detail::SuccessResult>()) << checked;
}

INSTANTIATE_TEST_SUITE_P(of, any_plan, ::testing::ValuesIn(what_is_right()), [](const auto& tested) {
  auto name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

class any_plan_of_a_mutant : public ::testing::TestWithParam<std::string> {};

// The seed is fixed and the plans are many, so that what is tested is the property and not our luck.
TEST_P(any_plan_of_a_mutant, is_violated_by_some_and_the_smallest_is_printed) {
  const auto* mutant = run::subject_named(GetParam());
  ASSERT_NE(mutant, nullptr);
  rc::detail::TestParams params;
  params.seed = 7;
  params.maxSuccess = 2000;
  const auto checked = no_plan_is_violated(*mutant, params, "");
  ASSERT_TRUE(checked.result.is<rc::detail::FailureResult>()) << checked;
  EXPECT_NE(checked.smallest.find("driver: "), std::string::npos) << checked;
  const auto& declared = mutant->mutant->killed_by;
  EXPECT_TRUE(std::any_of(declared.begin(), declared.end(), [&](const std::string& id) {
    return checked.smallest.find(id + ": ") != std::string::npos;
  })) << checked;
}

// Each is found by a property alone, in every flavour: no race, no leak and no hang.
INSTANTIATE_TEST_SUITE_P(of, any_plan_of_a_mutant,
                         ::testing::Values("err-last-wins", "join-completion-order", "is-first-branch-only",
                                           "wrap-nil"),
                         [](const auto& tested) {
                           std::string name = tested.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace gauntlet
