// A sequence lock: H.-J. Boehm, "Can seqlocks get along with programming language memory models?", MSPC 2012.
// The data are relaxed atomics, and the reader orders its loads by an acquire fence (figure 6). And a message
// whose publication is ordered by fences alone: the C++ standard, [atomics.fences].

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

struct pair_of_equals {
  std::atomic<unsigned> sequence{0};
  std::atomic<int> first{0}, second{0};

  /// Requires: one writer.
  void write(int value) {
    const unsigned before = sequence.load(std::memory_order_relaxed);
    sequence.store(before + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    first.store(value, std::memory_order_relaxed);
    second.store(value, std::memory_order_relaxed);
    sequence.store(before + 2, std::memory_order_release);
  }
  /// Returns whether the two values that were read are equal. `retry`: reads until no write interfered.
  [[nodiscard]] bool read_equals(bool retry) const {
    unsigned before = 0, after = 0;
    int one = 0, two = 0;
    do {
      before = sequence.load(std::memory_order_acquire);
      one = first.load(std::memory_order_relaxed);
      two = second.load(std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_acquire);
      after = sequence.load(std::memory_order_relaxed);
    } while (retry && (before % 2 == 1 || before != after));
    return one == two;
  }
};

template <bool Retry>
bool reads_equals() {
  pair_of_equals data;
  std::atomic<bool> ok{true};
  run_threads(3, [&](int me) {
    if (me == 0) {
      for (int i = 1; i <= 3; ++i) data.write(i);
    } else {
      for (int i = 0; i < 2; ++i)
        if (!data.read_equals(Retry)) ok.store(false, std::memory_order_relaxed);
    }
  });
  return ok.load(std::memory_order_relaxed);
}

bool fences_publish() {
  int message = 0;
  std::atomic<bool> ready{false}, ok{true};
  run_threads(3, [&](int me) {
    if (me == 0) {
      message = 42;
      std::atomic_thread_fence(std::memory_order_release);
      ready.store(true, std::memory_order_relaxed);
    } else {
      while (!ready.load(std::memory_order_relaxed)) __builtin_ia32_pause();
      std::atomic_thread_fence(std::memory_order_acquire);
      if (message != 42) ok.store(false, std::memory_order_relaxed);
    }
  });
  return ok.load(std::memory_order_relaxed);
}

}  // namespace

std::vector<body> sequence_locks() {
  return {{"sequence-lock", reads_equals<true>},
          {"publication-by-fences", fences_publish},
          {"sequence-lock-without-retry", reads_equals<false>, expectation::fails}};
}

}  // namespace gauntlet::decoys
