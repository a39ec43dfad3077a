// Mutual exclusion of two threads by loads and stores. Dekker: E. W. Dijkstra, "Cooperating sequential
// processes", EWD 123, 1965. Peterson: G. L. Peterson, "Myths about the mutual exclusion problem", IPL 12(3),
// 1981. Both need sequential consistency.

#include <array>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

struct two_flags {
  std::array<std::atomic<bool>, 2> wants{};
  std::atomic<int> turn{0};

  void unlock(int me) { wants[me].store(false); }
};

struct peterson_lock : two_flags {
  void lock(int me) {
    wants[me].store(true);
    turn.store(1 - me);
    wait(me);
  }

 protected:
  void wait(int me) {
    while (wants[1 - me].load() && turn.load() == 1 - me) {
    }
  }
};

/// Incorrect: the other thread can enter between the two stores, and this one after them.
struct turn_first_lock : peterson_lock {
  void lock(int me) {
    turn.store(1 - me);
    wants[me].store(true);
    wait(me);
  }
};

struct dekker_lock : two_flags {
  void lock(int me) {
    wants[me].store(true);
    while (wants[1 - me].load()) {
      if (turn.load() == me) continue;
      wants[me].store(false);
      while (turn.load() != me) {
      }
      wants[me].store(true);
    }
  }
  void unlock(int me) {
    turn.store(1 - me);
    wants[me].store(false);
  }
};

/// Incorrect: if both threads want to enter, each waits for the other forever.
struct turnless_lock : two_flags {
  void lock(int me) {
    wants[me].store(true);
    while (wants[1 - me].load()) {
    }
  }
};

}  // namespace

std::vector<body> two_thread_locks() {
  return {{"peterson", exclude<peterson_lock, 2, 2>},
          {"dekker", exclude<dekker_lock, 2, 2>},
          {"peterson-turn-first", exclude<turn_first_lock, 2, 2>, expectation::fails},
          {"flags-without-turn", exclude<turnless_lock, 2, 1>, expectation::hangs}};
}

}  // namespace gauntlet::decoys
