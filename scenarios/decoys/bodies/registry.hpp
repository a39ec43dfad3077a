#pragma once

#include <vector>

/// Bodies for gauntlet::explore that imitate the synchronisation of other people's code. Most of them spin or
/// poll. The programs gauntlet-decoys-FLAVOUR run them.
namespace gauntlet::decoys {

/// What explore must say about a body.
enum class expectation {
  passes,          ///< correct: no schedule may fail
  fails,           ///< incorrect: a schedule violates the body's invariant, or ThreadSanitizer reports a race
  hangs,           ///< incorrect: a schedule never ends, because its threads wait or spin forever
  fails_or_hangs,  ///< incorrect: as `fails` or as `hangs`
  fails_rarely,    ///< as `fails`, but so rare that only a long search finds it
};

/// A body with two to four threads. `run` returns whether the body's invariant held.
struct body {
  const char* name;
  bool (*run)();
  expectation expected = expectation::passes;
};

/// The bodies of each topic, from the source file of that name. A new body is a line at the end of its file.
std::vector<body> spin_locks();
std::vector<body> queue_locks();
std::vector<body> blocking_locks();
std::vector<body> two_thread_locks();
std::vector<body> barriers();
std::vector<body> read_copy_update();
std::vector<body> sequence_locks();
std::vector<body> queues();
std::vector<body> work_stealing();
std::vector<body> polling();
std::vector<body> safestack();

/// Returns the bodies of all topics.
std::vector<body> all_bodies();

}  // namespace gauntlet::decoys
