#pragma once

/// Small bodies with an error, for tests of the strategies.
namespace gauntlet::schedule {

/// Two threads each add 1 with a load and a store. Returns whether an update was lost.
bool lose_an_update();
/// A waiter releases the lock between the test of its condition and the wait. Deadlocks if it is notified
/// between the two.
void lose_a_wakeup();

}  // namespace gauntlet::schedule
