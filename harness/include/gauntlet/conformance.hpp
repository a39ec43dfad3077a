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
/// Each property is a test, named by its id and its file's name, for example P37_empty_wait: it runs a number
/// of random plans on the group and fails with the smallest of those that violated the property; it is
/// skipped, with the reason, where the property does not apply or no plan exercised it. The plans are run
/// once for all tests of a type, and are the same in every run:
///   GAUNTLET_CASES   how many (default: 300)
///   GAUNTLET_SEED    of the first; case i has the plan of seed + i (default: 1)
/// GoogleTest's filters, shards, repetitions and XML work as for any test. A plan that hangs ends the
/// process, with the diagnosis. Link gauntlet::conformance_tsan (_asan) where the program is built with that
/// sanitizer, else gauntlet::conformance_plain. Threads must not outlive a case, but for a pool's.
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
      return {};  // the messages above are all there is to say
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
