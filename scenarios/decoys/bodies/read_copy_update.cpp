// Read-copy-update: readers use the current version without a lock; the writer publishes a copy, and
// overwrites the old version after a grace period, when no reader can use it. Quiescent states: M. Desnoyers,
// P. E. McKenney, A. S. Stern, M. R. Dagenais and J. Walpole, "User-level implementations of read-copy
// update", IEEE TPDS 23(2), 2012, section 4. Counting readers: P. E. McKenney, "Sleepable RCU", LWN, 2006.

#include <array>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int readers = 2;
constexpr int reads = 2;
constexpr int updates = 2;
constexpr int retired = -1;

/// Versions that are never freed, so that a read after the grace period is observed and not undefined.
/// `plain` lets ThreadSanitizer check the order of the accesses.
struct version {
  std::atomic<int> number{0};
  int plain = 0;

  void set(int to) {
    plain = to;
    number.store(to, std::memory_order_relaxed);
  }
  /// Returns whether the version is in use. The two reads are far apart if the scheduler wants it.
  [[nodiscard]] bool is_valid() const {
    return number.load(std::memory_order_relaxed) != retired && plain != retired &&
           number.load(std::memory_order_relaxed) != retired;
  }
};

struct versions {
  std::array<version, updates + 1> all;
  std::atomic<version*> current{all.data()};
};

/// Runs two readers and a writer. Requires: Scheme has read(reader, f), which calls f with a protected
/// version, leave(reader), and wait_for_readers().
template <class Scheme>
bool readers_observe_valid_versions() {
  versions data;
  Scheme scheme;
  std::atomic<bool> ok{true};
  run_threads(readers + 1, [&](int me) {
    if (me < readers) {
      for (int i = 0; i < reads; ++i)
        if (!scheme.read(me, data.current)) ok.store(false, std::memory_order_relaxed);
      scheme.leave(me);
      return;
    }
    for (int i = 1; i <= updates; ++i) {
      data.all[i].set(i);
      version* old = data.current.exchange(&data.all[i]);
      scheme.wait_for_readers();
      old->set(retired);
    }
  });
  return ok.load(std::memory_order_relaxed);
}

/// A reader announces after each read that it holds no version: it copies the writer's epoch.
struct quiescent_states {
  static constexpr int offline = 1 << 30;
  std::atomic<int> epoch{0};
  std::array<std::atomic<int>, readers> seen{};

  bool read(int me, const std::atomic<version*>& current) {
    const bool valid = current.load()->is_valid();
    seen[me].store(epoch.load());
    return valid;
  }
  void leave(int me) { seen[me].store(offline); }
  void wait_for_readers() {
    const int now = epoch.fetch_add(1) + 1;
    for (const auto& reader : seen)
      while (reader.load() < now) std::this_thread::yield();
  }
};

/// A reader counts itself while it holds a version.
struct reader_count {
  std::atomic<int> active{0};

  bool read(int, const std::atomic<version*>& current) {
    active.fetch_add(1);
    const bool valid = current.load()->is_valid();
    active.fetch_sub(1);
    return valid;
  }
  void leave(int) {}
  void wait_for_readers() {
    while (active.load() != 0) __builtin_ia32_pause();
  }
};

/// Incorrect: a reader can hold a version before it has counted itself.
struct late_reader_count : reader_count {
  bool read(int, const std::atomic<version*>& current) {
    const version* mine = current.load();
    active.fetch_add(1);
    const bool valid = mine->is_valid();
    active.fetch_sub(1);
    return valid;
  }
};

/// Incorrect: the writer waits for one reader only.
struct one_quiescent_state : quiescent_states {
  void wait_for_readers() {
    const int now = epoch.fetch_add(1) + 1;
    while (seen[0].load() < now) std::this_thread::yield();
  }
};

}  // namespace

std::vector<body> read_copy_update() {
  return {
      {"rcu-quiescent-states", readers_observe_valid_versions<quiescent_states>},
      {"rcu-reader-count", readers_observe_valid_versions<reader_count>},
      {"rcu-late-reader-count", readers_observe_valid_versions<late_reader_count>, expectation::fails},
      {"rcu-one-quiescent-state", readers_observe_valid_versions<one_quiescent_state>, expectation::fails}};
}

}  // namespace gauntlet::decoys
