// Work stealing: R. D. Blumofe and C. E. Leiserson, "Scheduling multithreaded computations by work stealing",
// JACM 46(5), 1999. The deque without locks: D. Chase and Y. Lev, "Dynamic circular work-stealing deque",
// SPAA 2005, here of fixed size and with sequentially consistent operations. Idle thieves poll until all
// tasks are done.

#include <array>
#include <mutex>
#include <vector>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int none = -1;

struct chase_lev_deque {
  virtual ~chase_lev_deque() = default;

  std::array<std::atomic<int>, 8> items{};
  std::atomic<long> top{0}, bottom{0};

  void push(int item) {
    const long at = bottom.load();
    items[at % items.size()].store(item);
    bottom.store(at + 1);
  }
  int take() {
    const long at = bottom.load() - 1;
    bottom.store(at);
    const long first = top.load();
    if (first > at) return bottom.store(at + 1), none;
    const int item = items[at % items.size()].load();
    if (first < at) return item;
    const bool won = wins_last(first);
    bottom.store(at + 1);
    return won ? item : none;
  }
  int steal() {
    long first = top.load();
    if (first >= bottom.load()) return none;
    const int item = items[first % items.size()].load();
    return top.compare_exchange_strong(first, first + 1) ? item : none;
  }

 protected:
  virtual bool wins_last(long first) { return top.compare_exchange_strong(first, first + 1); }
};

/// Incorrect: a thief can steal the last item while the owner takes it.
struct uncontested_deque : chase_lev_deque {
  bool wins_last(long first) override { return top.store(first + 1), true; }
};

/// One owner, two thieves, three tasks. Returns whether each task was done once.
template <class Deque>
bool steals() {
  constexpr int tasks = 3;
  Deque deque;
  std::array<std::atomic<int>, tasks> runs{};
  std::atomic<int> done{0};
  run_threads(3, [&](int me) {
    if (me == 0)
      for (int task = 0; task < tasks; ++task) deque.push(task);
    while (done.load() < tasks) {
      const int task = me == 0 ? deque.take() : deque.steal();
      if (task == none) continue;
      runs[task].fetch_add(1);
      done.fetch_add(1);
    }
  });
  for (const auto& each : runs)
    if (each.load() != 1) return false;
  return true;
}

struct locked_deque {
  std::mutex mutex;
  std::vector<int> items;

  void push(int item) {
    const std::lock_guard lock(mutex);
    items.push_back(item);
  }
  int take() {
    const std::lock_guard lock(mutex);
    if (items.empty()) return none;
    const int item = items.back();
    return items.pop_back(), item;
  }
  int steal() {
    const std::lock_guard lock(mutex);
    if (items.empty()) return none;
    const int item = items.front();
    return items.erase(items.begin()), item;
  }
};

/// A task n > 0 pushes two tasks n - 1. Each worker takes its own tasks, then steals, and polls when there is
/// none. Returns whether all seven tasks were done.
bool workers_steal() {
  constexpr int workers = 3, tasks = 7;
  std::array<locked_deque, workers> deques;
  std::atomic<int> done{0};
  deques[0].push(2);
  run_threads(workers, [&](int me) {
    while (done.load(std::memory_order_acquire) < tasks) {
      int task = deques[me].take();
      for (int other = 1; task == none && other < workers; ++other)
        task = deques[(me + other) % workers].steal();
      if (task == none) continue;
      for (int child = 0; task > 0 && child < 2; ++child) deques[me].push(task - 1);
      done.fetch_add(1, std::memory_order_release);
    }
  });
  return done.load(std::memory_order_relaxed) == tasks;
}

}  // namespace

std::vector<body> work_stealing() {
  return {{"chase-lev-deque", steals<chase_lev_deque>},
          {"stealing-from-locked-deques", workers_steal},
          {"chase-lev-uncontested-last", steals<uncontested_deque>, expectation::fails}};
}

}  // namespace gauntlet::decoys
