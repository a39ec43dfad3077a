#pragma once

/// Small bodies with a bug, for tests of the strategies.
namespace gauntlet::schedule {

/// Two threads that each add 1 by a load and a store. Returns whether an update was lost.
bool lose_an_update();
/// A waiter that does not test its condition again before it sleeps: a deadlock, where it is notified before.
void lose_a_wakeup();

}  // namespace gauntlet::schedule
