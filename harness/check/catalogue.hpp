#pragma once

#include "harness/check/property.hpp"

// Every property, each defined in the file of its name.
namespace gauntlet::check {

extern const property p01_structured_join, p02_exactly_once, p03_true_concurrency, p04_liveness;
extern const property p06_first_error_legality, p07_error_identity, p08_record_before_cancel,
    p09_no_lost_error, p10_no_phantom_error, p11_write_once;
extern const property p13_cancel_on_first_error, p14_no_spurious_cancel, p15_cancelled_after_wait, p16_cause,
    p17_monotonicity, p18_late_tasks, p20_parent_cancel, p21_isolation;
extern const property p25_limit, p26_work_conserving, p27_permits_home, p28_submit_blocks, p29_try_submit;
extern const property p37_empty_wait, p38_wait_twice;
extern const property p42_slots, p43_join_result, p44_error_search, p45_no_short_circuit,
    p46_exception_is_error;
extern const property p50_join_happens_before, p53_strong_guarantee, p54_callable_destruction, p55_last_touch,
    p58_captures, l01_nothing_left;

}  // namespace gauntlet::check
