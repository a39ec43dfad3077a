#pragma once

#include "harness/check/twins/twin.hpp"

// The kinds of twins (twin.hpp).
namespace gauntlet::check::twins {

#define GAUNTLET_TWINS_(name) void name(const recorded& of, const view& v, const visit_twin& visit)

// --- results of waits ---

GAUNTLET_TWINS_(another_error);   ///< a wait returns the error of another failed task
GAUNTLET_TWINS_(no_error);        ///< a wait loses its result
GAUNTLET_TWINS_(phantom_error);   ///< a wait without a result returns "canceled"
GAUNTLET_TWINS_(nil_result);      ///< a wait returns a nil error
GAUNTLET_TWINS_(damaged_error);   ///< a leaf of a result is damaged
GAUNTLET_TWINS_(lost_error);      ///< one of several errors is missing in a result
GAUNTLET_TWINS_(invented_error);  ///< a result contains one unknown error more
GAUNTLET_TWINS_(shared_slot);     ///< one error replaces another one in a result
GAUNTLET_TWINS_(failed_search);   ///< a search in a result fails

// --- observations ---

GAUNTLET_TWINS_(missed_cancellation);    ///< an observation does not see the cancellation
GAUNTLET_TWINS_(spurious_cancellation);  ///< an observation sees a cancellation that has not happened
GAUNTLET_TWINS_(cancelled_by_failure);   ///< the same, after a failure of a task of the group
GAUNTLET_TWINS_(observation_no_cause);   ///< an observed cancellation has no cause
GAUNTLET_TWINS_(inner_error_outside);  ///< the error of a nested group is the cause of the outer cancellation
GAUNTLET_TWINS_(wrong_parent_state);   ///< the state of the parent at the end is the opposite
GAUNTLET_TWINS_(stale_parcel);         ///< a task reads an old parcel
GAUNTLET_TWINS_(stale_payload);        ///< a reader reads an old payload

// --- times ---

GAUNTLET_TWINS_(body_after_wait);         ///< a body ends after a wait of its group
GAUNTLET_TWINS_(body_after_destruction);  ///< a body ends after the group is destroyed
GAUNTLET_TWINS_(callable_after_wait);     ///< a callable is destroyed after a wait of its group
GAUNTLET_TWINS_(locals_after_wait);       ///< thread_locals are destroyed after a wait of their group
GAUNTLET_TWINS_(early_body);              ///< a body begins when its submit begins
GAUNTLET_TWINS_(early_submit);            ///< a submit returns at once
GAUNTLET_TWINS_(early_timeout);           ///< a timed wait times out at once

// --- submits and limits ---

GAUNTLET_TWINS_(rejected_submit);  ///< a try-submit rejects its task
GAUNTLET_TWINS_(
    accepted_submit);          ///< a submit that failed accepts its task, which runs to the end of the case
GAUNTLET_TWINS_(ran_anyway);   ///< a task runs although its submit failed
GAUNTLET_TWINS_(never_ran);    ///< an accepted task never runs
GAUNTLET_TWINS_(wrong_index);  ///< an accepted task runs with the index of another one
GAUNTLET_TWINS_(wrong_limit);  ///< a set_limit is refused instead of accepted, or the reverse
GAUNTLET_TWINS_(thread_left);  ///< a submit that failed has created a thread

// --- counts ---

GAUNTLET_TWINS_(ran_twice);           ///< a task runs twice
GAUNTLET_TWINS_(touched_late);        ///< a thread touches the destroyed group
GAUNTLET_TWINS_(error_left);          ///< an error exists after the case
GAUNTLET_TWINS_(thread_leaked);       ///< a thread exists after the case
GAUNTLET_TWINS_(callable_left);       ///< a callable is never destroyed
GAUNTLET_TWINS_(callback_ran_twice);  ///< a callback runs twice
GAUNTLET_TWINS_(callback_missing);    ///< a callback does not run

// --- calls that never return ---

GAUNTLET_TWINS_(stuck_wait);        ///< a wait by the driver
GAUNTLET_TWINS_(stuck_submit);      ///< a blocking submit
GAUNTLET_TWINS_(stuck_reuse);       ///< a blocking submit that needs a permit which another task released
GAUNTLET_TWINS_(stuck_try);         ///< a try-submit
GAUNTLET_TWINS_(stuck_await);       ///< a wait for the cancellation
GAUNTLET_TWINS_(stuck_rendezvous);  ///< a rendezvous, because one of its tasks does not start
GAUNTLET_TWINS_(stuck_callback);    ///< a callback
GAUNTLET_TWINS_(stuck_destructor);  ///< the destructor of the group

#undef GAUNTLET_TWINS_

}  // namespace gauntlet::check::twins
