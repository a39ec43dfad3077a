// Locks whose waiters form a queue, and each spin on their own word. MCS: J. M. Mellor-Crummey and
// M. L. Scott, "Algorithms for scalable synchronization on shared-memory multiprocessors", ACM TOCS 9(1),
// 1991. CLH: T. S. Craig, "Building FIFO and priority-queuing spin locks from atomic swap", University of
// Washington TR 93-02-02, 1993; P. Magnusson, A. Landin and E. Hagersten, "Queue locks on cache coherent
// multiprocessors", IPPS 1994.

#include <array>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int most_threads = 3;

struct mcs_lock {
  struct node {
    std::atomic<node*> next{nullptr};
    std::atomic<bool> waits{false};
  };
  std::atomic<node*> tail{nullptr};
  std::array<node, most_threads> nodes;

  void lock(int me) {
    node& mine = nodes[me];
    mine.next.store(nullptr, std::memory_order_relaxed);
    mine.waits.store(true, std::memory_order_relaxed);
    node* before = tail.exchange(&mine, std::memory_order_acq_rel);
    if (before == nullptr) return;
    before->next.store(&mine, std::memory_order_release);
    while (mine.waits.load(std::memory_order_acquire)) __builtin_ia32_pause();
  }
  void unlock(int me) {
    if (leaves_empty_queue(me)) return;
    node* next = nodes[me].next.load(std::memory_order_acquire);
    while (next == nullptr) next = nodes[me].next.load(std::memory_order_acquire);
    next->waits.store(false, std::memory_order_release);
  }

 protected:
  bool leaves_empty_queue(int me) {
    node* last = &nodes[me];
    return nodes[me].next.load(std::memory_order_acquire) == nullptr &&
           tail.compare_exchange_strong(last, nullptr, std::memory_order_acq_rel);
  }
};

/// Incorrect: a successor that has exchanged the tail, but has not yet linked itself, is never woken.
struct forgetful_mcs_lock : mcs_lock {
  void unlock(int me) {
    if (leaves_empty_queue(me)) return;
    node* next = nodes[me].next.load(std::memory_order_acquire);
    if (next != nullptr) next->waits.store(false, std::memory_order_release);
  }
};

struct clh_lock {
  struct alignas(64) node {
    std::atomic<bool> taken{false};
  };
  std::array<node, most_threads + 1> nodes;
  std::array<node*, most_threads> mine{&nodes[0], &nodes[1], &nodes[2]}, before{};
  std::atomic<node*> tail{&nodes[most_threads]};

  void lock(int me) {
    mine[me]->taken.store(true, std::memory_order_relaxed);
    before[me] = tail.exchange(mine[me], std::memory_order_acq_rel);
    while (before[me]->taken.load(std::memory_order_acquire)) __builtin_ia32_pause();
  }
  void unlock(int me) {
    mine[me]->taken.store(false, std::memory_order_release);
    mine[me] = before[me];  // the successor may still read the own node
  }
};

}  // namespace

std::vector<body> queue_locks() {
  return {{"mcs-lock", exclude<mcs_lock, 3, 2>},
          {"clh-lock", exclude<clh_lock, 3, 2>},
          {"mcs-forgets-successor", exclude<forgetful_mcs_lock, 2, 1>, expectation::hangs}};
}

}  // namespace gauntlet::decoys
