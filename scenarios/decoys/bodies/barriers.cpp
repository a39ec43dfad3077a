// Barriers that count arrivals. Sense reversal: J. M. Mellor-Crummey and M. L. Scott, "Algorithms for
// scalable synchronization on shared-memory multiprocessors", ACM TOCS 9(1), 1991, section 3.1. Polling with
// yields, sleeps or a clock is how programs without a blocking barrier wait. Rendezvous: A. B. Downey, "The
// little book of semaphores", 2016, section 3.5.

#include <array>
#include <chrono>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int threads = 3;
constexpr int phases = 2;

struct busy {
  static void wait() { __builtin_ia32_pause(); }
};
struct yields {
  static void wait() { std::this_thread::yield(); }
};
struct sleeps {
  static void wait() { std::this_thread::sleep_for(std::chrono::microseconds(100)); }
};
struct polls_a_clock {
  static void wait() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(5);
    while (std::chrono::steady_clock::now() < until) {
    }
  }
};

template <class Wait>
struct sense_barrier {
  std::atomic<int> missing{threads};
  std::atomic<bool> sense{false};

  void arrive_and_wait() {
    const bool next = !sense.load(std::memory_order_relaxed);
    if (missing.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      missing.store(threads, std::memory_order_relaxed);
      sense.store(next, std::memory_order_release);
    } else {
      while (sense.load(std::memory_order_acquire) != next) Wait::wait();
    }
  }
};

/// Incorrect: a thread that arrives at the next phase before all have left this one lets them wait forever.
struct barrier_without_sense {
  std::atomic<int> arrived{0};

  void arrive_and_wait() {
    if (arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == threads) {
      arrived.store(0, std::memory_order_release);
    } else {
      while (arrived.load(std::memory_order_acquire) != 0) __builtin_ia32_pause();
    }
  }
};

/// Each thread waits until the two others have announced the phase.
struct rendezvous {
  std::array<std::atomic<int>, threads> reached{};

  void meet(int me, int phase) {
    reached[me].store(phase, std::memory_order_release);
    for (const auto& other : reached)
      while (other.load(std::memory_order_acquire) < phase) __builtin_ia32_pause();
  }
};

/// Each thread writes its plain slot before a phase's end. Returns whether all observe all slots after it.
template <class Wait>
bool separates_phases(Wait wait) {
  int slots[phases][threads] = {};
  std::atomic<bool> ok{true};
  run_threads(threads, [&](int me) {
    for (int phase = 0; phase < phases; ++phase) {
      slots[phase][me] = 1;
      wait(me, phase);
      for (const int slot : slots[phase])
        if (slot != 1) ok.store(false, std::memory_order_relaxed);
    }
  });
  return ok.load(std::memory_order_relaxed);
}

template <class Barrier>
bool counts() {
  Barrier barrier;
  return separates_phases([&](int, int) { barrier.arrive_and_wait(); });
}

bool three_meet() {
  rendezvous place;
  return separates_phases([&](int me, int phase) { place.meet(me, phase + 1); });
}

}  // namespace

std::vector<body> barriers() {
  return {{"sense-reversing-barrier", counts<sense_barrier<busy>>},
          {"yielding-barrier", counts<sense_barrier<yields>>},
          {"sleeping-barrier", counts<sense_barrier<sleeps>>},
          {"clock-polling-barrier", counts<sense_barrier<polls_a_clock>>},
          {"rendezvous-of-three", three_meet},
          {"barrier-without-sense", counts<barrier_without_sense>, expectation::hangs}};
}

}  // namespace gauntlet::decoys
