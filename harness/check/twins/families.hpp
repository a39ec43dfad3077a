#pragma once

#include "harness/check/twins/twin.hpp"

// The kinds of twins (twin.hpp).
namespace gauntlet::check::twins {

using family = void(const recorded& of, const view& v, const visit_twin& visit);

// --- results of waits ---

family another_error;   ///< a wait returns the error of another failed task
family no_error;        ///< a wait loses its result
family phantom_error;   ///< a wait without a result returns "canceled"
family nil_result;      ///< a wait returns a nil error
family damaged_error;   ///< a leaf of a result is damaged
family lost_error;      ///< one of several errors is missing in a result
family invented_error;  ///< a result contains one unknown error more
family shared_slot;     ///< one error replaces another one in a result
family failed_search;   ///< a search in a result fails
family returned_wait;   ///< a wait that has not returned returns

// --- observations ---

family missed_cancellation;    ///< an observation does not see the cancellation
family spurious_cancellation;  ///< an observation sees a cancellation that has not happened
family cancelled_by_failure;   ///< the same, after a failure of a task of the group
family observation_no_cause;   ///< an observed cancellation has no cause
family inner_error_outside;    ///< the error of a nested group is the cause of the outer cancellation
family wrong_parent_state;     ///< the state of the parent at the end is the opposite
family stale_parcel;           ///< a task reads an old parcel
family stale_payload;          ///< a reader reads an old payload

// --- times ---

family body_after_wait;         ///< a body ends after a wait of its group
family other_body_after_wait;   ///< the same, of a task that P01 does not require the wait to join
family body_after_destruction;  ///< a body ends after the group is destroyed
family callable_after_wait;     ///< a callable is destroyed after a wait of its group
family locals_after_wait;       ///< thread_locals are destroyed after a wait of their group
family early_body;              ///< a body begins when its submit begins
family early_submit;            ///< a blocking submit returns immediately
family early_submit_inside;     ///< the same, of a submit by a task to its own group
family early_timeout;           ///< a timed wait times out immediately

// --- submits and limits ---

family rejected_submit;      ///< a try-submit rejects its task
family rejected_after_wait;  ///< the same, under a limit and after a wait has returned
family accepted_submit;      ///< a submit that failed accepts its task, which runs very long
family rejected_inside;      ///< as rejected_submit, of a submit by a task to its own group
family accepted_inside;      ///< as accepted_submit, of a submit by a task to its own group
family ran_anyway;           ///< a task runs although its submit failed
family never_ran;            ///< an accepted task never runs
family wrong_index;          ///< an accepted task runs with the index of another one
family refused_limit;        ///< an accepted set_limit is refused
family accepted_limit;       ///< a refused set_limit is accepted
family thread_left;          ///< a submit that failed has created a thread

// --- counts ---

family ran_twice;           ///< a task runs twice
family touched_late;        ///< a thread touches the destroyed group
family error_left;          ///< an error exists after the case
family thread_leaked;       ///< a thread exists after the case
family callable_left;       ///< a callable is never destroyed
family callback_ran_twice;  ///< a callback runs twice
family callback_missing;    ///< a callback does not run

// --- calls that never return ---

family stuck_wait;        ///< a wait by the driver
family stuck_submit;      ///< a blocking submit
family stuck_reuse;       ///< a blocking submit that needs a permit which another task released
family stuck_try;         ///< a try-submit
family stuck_await;       ///< a wait for the cancellation
family stuck_rendezvous;  ///< a rendezvous, because one of its tasks does not start
family stuck_callback;    ///< a callback
family stuck_destructor;  ///< the destructor of the group

}  // namespace gauntlet::check::twins
