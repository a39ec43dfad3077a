#pragma once

/// Small bodies for tests: with an error, or that poll.
namespace gauntlet::schedule {

/// Two threads each add 1 with a load and a store. Returns whether an update was lost.
bool lose_an_update();
/// A waiter releases the lock between the test of its condition and the wait. Deadlocks if it is notified
/// between the two.
void lose_a_wakeup();
/// Polls under a mutex, and yields, until another thread has locked the mutex `locks` times. `never`: that
/// thread does not tell, so that the poll never ends.
void poll(int locks, bool never);

}  // namespace gauntlet::schedule
