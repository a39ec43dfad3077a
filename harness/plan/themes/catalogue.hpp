#pragma once

#include "harness/plan/draft.hpp"

/// The themes. Each is drawn into an empty draft; the table in themes.cpp gives its weight. A theme that the
/// subject is not capable of draws another one.
namespace gauntlet::plan::themes {

void mixed(draft& draft);          ///< any tasks, or none (P37)
void all_fail(draft& draft);       ///< every task fails
void one_fails(draft& draft);      ///< exactly one task fails
void last_fails(draft& draft);     ///< only the last task fails, late
void limited(draft& draft);        ///< more tasks than the limit allows at once (P25)
void limited_chain(draft& draft);  ///< limit 1: the order of the records is certain, and so the first error
void limited_tree(draft& draft);   ///< tasks that submit under a limit: fewer than it allows (P35)
void limit_contention(draft& draft);  ///< submits and ends that meet at the limit (P25, P26)
void rendezvous(draft& draft);        ///< as many tasks as the limit allows meet (P03, P26)
void count_permits(draft& draft);     ///< after a wait every permit is free: counts them (P27)
void limit_zero(draft& draft);        ///< nothing starts under limit 0 (P30), until the limit is raised
void limit_lifted(draft& draft);      ///< after the limit was lifted, any number of tasks can meet (P31)
void set_while_active(draft& draft);  ///< a limit that is set while tasks are active must be refused (P32)
void cancel_waiters(draft& draft);    ///< tasks block until they are cancelled; a lost cancellation is a
                                      ///< deadlock (P13, P18)
void failures_after_cancel(
    draft& draft);                 ///< tasks fail because they were cancelled: none is the first error (P08)
void parent_cancel(draft& draft);  ///< a task or the driver cancels the parent context (P20)
void callbacks(draft& draft);      ///< callbacks on a context that is cancelled while they come and go (P23),
                                   ///< and that look at it (P24)
void children(draft& draft);       ///< tasks submit tasks to their own group
void nested(draft& draft);         ///< tasks open groups that are derived from their own (P18, P20)
void thread_fails(draft& draft);   ///< one thread creation in a submit fails (P53)
void allocation_fails(draft& draft);        ///< one allocation in a submit fails (P53)
void move_fails(draft& draft);              ///< one move of a callable in a submit throws (P51)
void timed(draft& draft);                   ///< one wait gives up, and one does not (P60)
void submit_beside_wait(draft& draft);      ///< submits while another thread waits and a task is active (P36)
void destroyed_without_wait(draft& draft);  ///< the group is destroyed without a wait (P56)

}  // namespace gauntlet::plan::themes
