// Bounded queues whose producers and consumers poll. One producer and one consumer: L. Lamport, "Specifying
// concurrent program modules", ACM TOPLAS 5(2), 1983, section 4. Many: D. Vyukov, "Bounded MPMC queue",
// 1024cores.net, 2010.

#include <array>
#include <cstdint>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr std::size_t capacity = 2;

struct ring {
  std::array<int, capacity> cells{};
  std::atomic<std::size_t> head{0}, tail{0};

  bool try_push(int value) {
    const std::size_t at = tail.load(std::memory_order_relaxed);
    if (at - head.load(std::memory_order_acquire) == capacity) return false;
    cells[at % capacity] = value;
    tail.store(at + 1, std::memory_order_release);
    return true;
  }
  bool try_pop(int& value) {
    const std::size_t at = head.load(std::memory_order_relaxed);
    if (at == tail.load(std::memory_order_acquire)) return false;
    value = cells[at % capacity];
    head.store(at + 1, std::memory_order_release);
    return true;
  }
};

/// Incorrect: the consumer can pop a cell before its value is there.
struct index_first_ring : ring {
  bool try_push(int value) {
    const std::size_t at = tail.load(std::memory_order_relaxed);
    if (at - head.load(std::memory_order_acquire) == capacity) return false;
    tail.store(at + 1, std::memory_order_release);
    cells[at % capacity] = value;
    return true;
  }
};

struct cell_queue {
  struct cell {
    std::atomic<std::size_t> sequence;
    int value = 0;
  };
  std::array<cell, capacity> cells{{{0}, {1}}};
  std::atomic<std::size_t> pushes{0}, pops{0};

  bool try_push(int value) {
    std::size_t at = pushes.load(std::memory_order_relaxed);
    while (true) {
      cell& mine = cells[at % capacity];
      const auto ahead = static_cast<std::intptr_t>(mine.sequence.load(std::memory_order_acquire) - at);
      if (ahead < 0) return false;  // full
      if (ahead > 0)
        at = pushes.load(std::memory_order_relaxed);
      else if (pushes.compare_exchange_weak(at, at + 1, std::memory_order_relaxed))
        return mine.value = value, mine.sequence.store(at + 1, std::memory_order_release), true;
    }
  }
  bool try_pop(int& value) {
    std::size_t at = pops.load(std::memory_order_relaxed);
    while (true) {
      cell& mine = cells[at % capacity];
      const auto ahead = static_cast<std::intptr_t>(mine.sequence.load(std::memory_order_acquire) - (at + 1));
      if (ahead < 0) return false;  // empty
      if (ahead > 0)
        at = pops.load(std::memory_order_relaxed);
      else if (pops.compare_exchange_weak(at, at + 1, std::memory_order_relaxed))
        return value = mine.value, mine.sequence.store(at + capacity, std::memory_order_release), true;
    }
  }
};

/// Incorrect: pops a cell that is reserved, without waiting for its sequence number.
struct unsequenced_queue : cell_queue {
  bool try_pop(int& value) {
    std::size_t at = pops.load(std::memory_order_relaxed);
    if (at == pushes.load(std::memory_order_acquire) || !pops.compare_exchange_strong(at, at + 1))
      return false;
    cell& mine = cells[at % capacity];
    value = mine.value;
    mine.sequence.store(at + capacity, std::memory_order_release);
    return true;
  }
};

/// Half of the threads push 1, 2, 3, … and the other half pop as many. Returns whether each value arrived
/// once.
template <class Queue, int Pairs, int ValuesEach>
bool delivers() {
  Queue queue;
  std::array<std::atomic<int>, 1 + Pairs * ValuesEach> arrived{};
  run_threads(2 * Pairs, [&](int me) {
    for (int i = 1; i <= ValuesEach; ++i) {
      if (me < Pairs) {
        while (!queue.try_push(me * ValuesEach + i)) __builtin_ia32_pause();
      } else {
        int value = 0;
        while (!queue.try_pop(value)) __builtin_ia32_pause();
        arrived[value].fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
  for (std::size_t value = 1; value < arrived.size(); ++value)
    if (arrived[value].load(std::memory_order_relaxed) != 1) return false;
  return true;
}

}  // namespace

std::vector<body> queues() {
  return {{"ring-of-one-producer", delivers<ring, 1, 4>},
          {"bounded-queue", delivers<cell_queue, 2, 2>},
          {"ring-index-first", delivers<index_first_ring, 1, 4>, expectation::fails},
          {"bounded-queue-without-sequence", delivers<unsequenced_queue, 2, 1>, expectation::fails}};
}

}  // namespace gauntlet::decoys
