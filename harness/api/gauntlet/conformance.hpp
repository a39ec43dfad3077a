#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "gauntlet/subject.hpp"

/// The properties as a typed GoogleTest suite, for a user's own test program:
///
///   INSTANTIATE_TYPED_TEST_SUITE_P(my_group, conformance, my_adapter);
///
/// Each property is a test: it runs a number of random plans on the group and fails with the smallest of
/// those that violated the property; it is skipped, with the reason, where the property does not apply or no
/// plan exercised it. The plans are run once for all tests of a type, and are the same in every run:
///   GAUNTLET_CASES   how many (default: 300)
///   GAUNTLET_SEED    of the first; case i has the plan of seed + i (default: 1)
/// GoogleTest's filters, shards, repetitions and XML work as for any test. A plan that hangs ends the
/// process, with the diagnosis. Link gauntlet::conformance_tsan (_asan) where the program is built with that
/// sanitizer, else gauntlet::conformance_plain. Threads must not outlive a case, but for a pool's.
namespace gauntlet {

/// What the plans said of one property of one subject.
struct conformity {
  std::string not_applicable;  ///< why; empty: it applies
  std::uint32_t cases = 0, exercised = 0;
  std::string violation;  ///< the sentence, the plan and its seed; empty: none
};
/// Runs the plans when it is first asked about a subject. Threading: by one thread. Requires: there is such a
/// property.
[[nodiscard]] const conformity& conformity_of(const run::subject_info& subject, std::string_view property);

template <class Adapter>
class conformance : public ::testing::Test {
 protected:
  void check(const char* name) {
    static const run::subject_info subject = describe();
    const auto& found = conformity_of(subject, std::string_view(name).substr(0, 3));
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

// clang-format off
#define GAUNTLET_PROPERTIES(X, COMMA) \
  X(P01_structured_join) COMMA() \
  X(P02_exactly_once) COMMA() \
  X(P03_true_concurrency) COMMA() \
  X(P04_liveness) COMMA() \
  X(P05_submit_visibility) COMMA() \
  X(P06_first_error_legality) COMMA() \
  X(P07_error_identity) COMMA() \
  X(P08_record_before_cancel) COMMA() \
  X(P09_no_lost_error) COMMA() \
  X(P10_no_phantom_error) COMMA() \
  X(P11_write_once) COMMA() \
  X(P12_error_of_nothing) COMMA() \
  X(P13_cancel_on_first_error) COMMA() \
  X(P14_no_spurious_cancel) COMMA() \
  X(P15_cancelled_after_wait) COMMA() \
  X(P16_cause) COMMA() \
  X(P17_visibility_and_monotonicity) COMMA() \
  X(P18_late_tasks_see_it) COMMA() \
  X(P19_submit_after_cancel) COMMA() \
  X(P20_parent_cancel) COMMA() \
  X(P21_child_parent_isolation) COMMA() \
  X(P22_nested_groups) COMMA() \
  X(P23_callbacks) COMMA() \
  X(P24_no_lock_held) COMMA() \
  X(P25_limit_never_exceeded) COMMA() \
  X(P26_work_conserving) COMMA() \
  X(P27_permits_home_before_wait_returns) COMMA() \
  X(P28_submit_blocks_at_the_limit) COMMA() \
  X(P29_try_submit) COMMA() \
  X(P30_limit_zero) COMMA() \
  X(P31_limit_lifted) COMMA() \
  X(P32_set_limit_while_active) COMMA() \
  X(P33_no_submit_no_thread) COMMA() \
  X(P34_submit_inside) COMMA() \
  X(P35_submit_inside_limited) COMMA() \
  X(P36_submit_beside_wait) COMMA() \
  X(P37_wait_with_no_tasks) COMMA() \
  X(P38_wait_twice) COMMA() \
  X(P39_concurrent_waits) COMMA() \
  X(P40_reuse) COMMA() \
  X(P41_zero_value_group) COMMA() \
  X(P42_slots) COMMA() \
  X(P43_join_result) COMMA() \
  X(P44_error_search) COMMA() \
  X(P45_no_short_circuit) COMMA() \
  X(P46_exception_is_error) COMMA() \
  X(P47_crash_wins) COMMA() \
  X(P48_abnormal_exit) COMMA() \
  X(P49_error_lifetime) COMMA() \
  X(P50_join_happens_before) COMMA() \
  X(P51_hostile_types) COMMA() \
  X(P52_errors_and_exceptions) COMMA() \
  X(P53_strong_guarantee) COMMA() \
  X(P54_callable_destruction) COMMA() \
  X(P55_last_touch) COMMA() \
  X(P56_destructor_without_wait) COMMA() \
  X(P57_thread_locals) COMMA() \
  X(P58_captures) COMMA() \
  X(P59_spurious_wakeups) COMMA() \
  X(P60_timed_wait) COMMA() \
  X(L01_nothing_left)
// clang-format on

#define GAUNTLET_TEST_(name) \
  TYPED_TEST_P(conformance, name) { this->check(#name); }
#define GAUNTLET_NOTHING_()
GAUNTLET_PROPERTIES(GAUNTLET_TEST_, GAUNTLET_NOTHING_)

#define GAUNTLET_NAME_(name) name
#define GAUNTLET_COMMA_() ,
#define GAUNTLET_REGISTER_(...) REGISTER_TYPED_TEST_SUITE_P(conformance, __VA_ARGS__)
GAUNTLET_REGISTER_(GAUNTLET_PROPERTIES(GAUNTLET_NAME_, GAUNTLET_COMMA_));

}  // namespace gauntlet
