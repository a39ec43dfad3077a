// No plan that a reference can run may lead to a violation. rapidcheck draws the plans, and shrinks and
// prints one that fails. Mutants show that the test can fail.

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
  /// The last plan that failed, which is the smallest, and its violations. It is kept here because rapidcheck
  /// runs the plan again to describe it, and a violation that depends on the schedule may then not occur.
  std::string smallest;
};

/// Checks the verdicts of `params.maxSuccess` plans. `name` appears in the line that reproduces a failure,
/// which rapidcheck prints at the end; it is empty if a failure is expected.
outcome check_plans(const run::subject_info& subject, rc::detail::TestParams params,
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

std::vector<std::string> correct_subjects() {
  std::vector<std::string> names;
  for (const auto& subject : run::registry())
    if (subject.kind != run::subject_kind::mutant) names.push_back(subject.name);
  return names;
}

class any_plan : public ::testing::TestWithParam<std::string> {};

TEST_P(any_plan, runs_without_a_violation) {
  auto params = rc::detail::configuration().testParams;
  params.maxSuccess *= 2;  // a plan takes a millisecond or two
  const auto checked = check_plans(*run::subject_named(GetParam()), params, GetParam());
  EXPECT_TRUE(checked.result.is<rc::detail::SuccessResult>()) << checked;
}

INSTANTIATE_TEST_SUITE_P(of, any_plan, ::testing::ValuesIn(correct_subjects()), [](const auto& tested) {
  auto name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

class any_plan_of_a_mutant : public ::testing::TestWithParam<std::string> {};

// The seed is fixed and there are many plans, so that the test does not depend on chance.
TEST_P(any_plan_of_a_mutant, leads_to_a_violation_and_the_smallest_plan_is_printed) {
  const auto* mutant = run::subject_named(GetParam());
  ASSERT_NE(mutant, nullptr);
  rc::detail::TestParams params;
  params.seed = 7;
  params.maxSuccess = 2000;
  const auto checked = check_plans(*mutant, params, "");
  ASSERT_TRUE(checked.result.is<rc::detail::FailureResult>()) << checked;
  EXPECT_NE(checked.smallest.find("driver: "), std::string::npos) << checked;
  const auto& declared = mutant->mutant->killed_by;
  EXPECT_TRUE(std::any_of(declared.begin(), declared.end(), [&](const std::string& id) {
    return checked.smallest.find(id + ": ") != std::string::npos;
  })) << checked;
}

// A property finds each of these mutants in every flavour. None of them needs a race, a leak or a hang.
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
