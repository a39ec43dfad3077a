#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "gauntlet/detail/conformity.hpp"
#include "gauntlet/detail/properties.inc"
#include "gauntlet/subject.hpp"

/// The properties as a typed GoogleTest suite, for a user's own test program:
///
///   INSTANTIATE_TYPED_TEST_SUITE_P(my_group, conformance, my_adapter);
///
/// Each property is one test, named by its id and its name, for example P37_empty_wait. The first test of an
/// adapter runs random plans on the group; the other tests of that adapter use the same results. If a plan
/// violated the property, the test fails and prints the violation and the smallest such plan. The test is
/// skipped, with the reason, if the property is not applicable or if no plan exercised it. Two environment
/// variables choose the plans:
///   GAUNTLET_CASES   the number of cases (default: 300)
///   GAUNTLET_SEED    the seed of the first case; case i has the plan of GAUNTLET_SEED + i (default: 1)
/// The plans are the same in every run. GoogleTest's filters, shards, repetitions and XML output work as
/// usual.
///
/// Requires: the program links gauntlet::conformance_tsan or gauntlet::conformance_asan if it is built with
/// that sanitizer, else gauntlet::conformance_plain. A thread of the group does not outlive its case, except
/// the threads of a pool. Threading: GoogleTest runs the tests one after another on one thread. Errors: if a
/// plan hangs, the process prints the plan and the diagnosis to standard error and exits with code 1.
namespace gauntlet {

template <class Adapter>
class conformance : public ::testing::Test {
 protected:
  void check(std::string_view property) {
    static const run::subject_info subject = describe();
    const auto& found = conformity_of(subject, property);
    if (!found.not_applicable.empty()) GTEST_SKIP() << "not applicable: " << found.not_applicable;
    RecordProperty("cases", static_cast<int>(found.cases));
    RecordProperty("exercised", static_cast<int>(found.exercised));
    if (!found.violation.empty()) FAIL() << found.violation;
    if (found.exercised == 0) GTEST_SKIP() << "not exercised by any of " << found.cases << " cases";
  }

 private:
  static run::subject_info describe() {
    static_assert(is_adapter<Adapter>());
    if constexpr (!run::task_group_adapter<Adapter>)
      return {};  // is_adapter has reported the error
    else
      return run::describe_subject<Adapter>("group", run::subject_kind::program, "");
  }
};

TYPED_TEST_SUITE_P(conformance);

#define GAUNTLET_TEST_(id, variable, name) \
  TYPED_TEST_P(conformance, name) { this->check(#id); }
#define GAUNTLET_NOTHING_()
GAUNTLET_PROPERTIES(GAUNTLET_TEST_, GAUNTLET_NOTHING_)

#define GAUNTLET_NAME_(id, variable, name) name
#define GAUNTLET_COMMA_() ,
#define GAUNTLET_REGISTER_(...) REGISTER_TYPED_TEST_SUITE_P(conformance, __VA_ARGS__)
GAUNTLET_REGISTER_(GAUNTLET_PROPERTIES(GAUNTLET_NAME_, GAUNTLET_COMMA_));

#undef GAUNTLET_TEST_
#undef GAUNTLET_NOTHING_
#undef GAUNTLET_NAME_
#undef GAUNTLET_COMMA_
#undef GAUNTLET_REGISTER_
#undef GAUNTLET_PROPERTIES

}  // namespace gauntlet
