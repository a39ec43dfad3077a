#include <algorithm>
#include <array>

#include "harness/check/catalogue.hpp"

namespace gauntlet::check {
namespace {

constexpr std::array catalogue{
    &p01_structured_join,
    &p02_exactly_once,
    &p03_true_concurrency,
    &p04_liveness,
    &p05_submit_visibility,
    &p06_first_error_legality,
    &p07_error_identity,
    &p08_record_before_cancel,
    &p09_no_lost_error,
    &p10_no_phantom_error,
    &p11_write_once,
    &p12_error_of_nothing,
    &p13_cancel_on_first_error,
    &p14_no_spurious_cancel,
    &p15_cancelled_after_wait,
    &p16_cause,
    &p17_monotonicity,
    &p18_late_tasks,
    &p19_submit_after_cancel,
    &p20_parent_cancel,
    &p21_isolation,
    &p22_nested_groups,
    &p23_callbacks,
    &p24_no_lock_held,
    &p25_limit,
    &p26_work_conserving,
    &p27_permits_home,
    &p28_submit_blocks,
    &p29_try_submit,
    &p30_limit_zero,
    &p31_limit_lifted,
    &p32_set_limit_while_active,
    &p33_nothing_started,
    &p34_submit_inside,
    &p35_submit_inside_limited,
    &p36_submit_beside_wait,
    &p37_empty_wait,
    &p38_wait_twice,
    &p39_concurrent_waits,
    &p40_reuse,
    &p41_zero_value,
    &p42_slots,
    &p43_join_result,
    &p44_error_search,
    &p45_no_short_circuit,
    &p46_exception_is_error,
    &p47_crash_wins,
    &p48_abnormal_exit,
    &p49_errors_destroyed,
    &p50_join_happens_before,
    &p51_hostile_types,
    &p52_errors_and_exceptions,
    &p53_strong_guarantee,
    &p54_callable_destruction,
    &p55_last_touch,
    &p56_destructor_joins,
    &p57_thread_locals,
    &p58_captures,
    &p59_spurious_wakeups,
    &p60_timed_wait,
    &l01_nothing_left,
};

auto named(std::string_view id) {
  return std::find_if(catalogue.begin(), catalogue.end(), [&](const property* p) { return p->id == id; });
}

}  // namespace

std::span<const property* const> properties() { return catalogue; }

const property* property_named(std::string_view id) {
  const auto found = named(id);
  return found == catalogue.end() ? nullptr : *found;
}

std::size_t index_of(std::string_view id) { return static_cast<std::size_t>(named(id) - catalogue.begin()); }

verdict judge(const view& view) {
  verdict out;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (!catalogue[i]->not_applicable(view.capabilities).empty()) continue;
    judgement one = catalogue[i]->check(view);
    if (one.exercised) out.exercised.insert(i);
    for (violation& v : one.violations) {
      v.property = catalogue[i]->id;
      out.violations.push_back(std::move(v));
    }
  }
  return out;
}

}  // namespace gauntlet::check
