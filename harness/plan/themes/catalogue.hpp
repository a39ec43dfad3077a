#pragma once

#include "harness/plan/draft.hpp"

/// The themes. Each fills an empty draft at random. If the subject lacks a capability that a theme needs, the
/// theme calls another one. The table in themes.cpp gives the weights.
namespace gauntlet::plan::themes {

/// Any tasks, or none (P37).
void mixed(draft& draft);
/// Every task fails.
void all_fail(draft& draft);
/// Exactly one task fails.
void one_fails(draft& draft);
/// Only the last task fails, after a delay.
void last_fails(draft& draft);
/// More tasks than the limit allows at the same time (P25).
void limited(draft& draft);
/// Limit 1, so that the order in which errors are recorded is certain, and with it the first error.
void limited_chain(draft& draft);
/// Tasks submit under a limit; fewer of them than the limit (P35).
void limited_tree(draft& draft);
/// Submits and ends of tasks contend for the permits (P25, P26).
void limit_contention(draft& draft);
/// A rendezvous of as many tasks as the limit allows (P03, P26).
void rendezvous(draft& draft);
/// Counts the free permits after a wait; all must be free (P27).
void count_permits(draft& draft);
/// No task starts under limit 0 (P30) until the limit is raised.
void limit_zero(draft& draft);
/// A rendezvous of any number of tasks, after the limit was lifted (P31).
void limit_lifted(draft& draft);
/// Sets the limit while tasks are active, which the subject must refuse (P32).
void set_while_active(draft& draft);
/// Tasks block until they are cancelled, so that a lost cancellation is a deadlock (P13, P18).
void cancel_waiters(draft& draft);
/// Tasks fail because they were cancelled; none of their errors is the first (P08).
void failures_after_cancel(draft& draft);
/// A task or the driver cancels the parent context (P20).
void parent_cancel(draft& draft);
/// A context is cancelled while callbacks are registered and removed (P23); some observe the context (P24).
void callbacks(draft& draft);
/// Tasks submit tasks to their own group.
void children(draft& draft);
/// Tasks open groups that are derived from their own (P18, P20).
void nested(draft& draft);
/// One thread creation in a submit fails (P53).
void thread_fails(draft& draft);
/// One allocation in a submit fails (P53).
void allocation_fails(draft& draft);
/// One move of a callable in a submit throws (P51).
void move_fails(draft& draft);
/// One wait has a time-out, and a later one has none (P60).
void timed(draft& draft);
/// Submits while another thread waits and a task is active (P36).
void submit_beside_wait(draft& draft);
/// The group is destroyed without a wait (P56).
void destroyed_without_wait(draft& draft);

}  // namespace gauntlet::plan::themes
