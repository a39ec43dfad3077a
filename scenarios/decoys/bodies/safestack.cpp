// SafeStack: D. Vyukov, "Bug with a context switch bound 5", Microsoft CHESS forum, 2010. A stack of indices
// without locks. To fail it needs three threads and at least five preemptions. It is a benchmark of P.
// Thomson, A. F. Donaldson and A. Betts, "Concurrency testing using controlled schedulers", ACM TOPC 2(4),
// 2016.

#include <array>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int threads = 3;
constexpr int none = -1;

class stack_of_indices {
 public:
  struct node {
    std::atomic<int> owner{none};
    std::atomic<int> next{none};
  };

  stack_of_indices() {
    for (int i = 0; i + 1 < threads; ++i) nodes_[i].next.store(i + 1);
  }

  /// Returns the index of a node, or `none` if at most one is left.
  int pop() {
    while (count_.load() > 1) {
      const int first = head_.load();
      const int next = nodes_[first].next.exchange(none);
      if (next < 0) continue;  // another thread pops this node
      int head = first;
      if (head_.compare_exchange_strong(head, next)) return count_.fetch_sub(1), first;
      nodes_[first].next.store(next);
    }
    return none;
  }
  void push(int index) {
    int first = head_.load();
    do nodes_[index].next.store(first);
    while (!head_.compare_exchange_strong(first, index));
    count_.fetch_add(1);
  }
  node& operator[](int index) { return nodes_[index]; }

 private:
  std::array<node, threads> nodes_;
  std::atomic<int> head_{0}, count_{threads};
};

/// Each thread pops a node, owns it for a moment, and pushes it, twice. Returns whether no node had two
/// owners.
bool nodes_have_one_owner() {
  stack_of_indices stack;
  std::atomic<bool> ok{true};
  run_threads(threads, [&](int me) {
    for (int round = 0; round < 2; ++round) {
      int mine = stack.pop();
      for (; mine == none; mine = stack.pop()) std::this_thread::yield();
      stack[mine].owner.store(me);
      if (stack[mine].owner.load() != me) ok.store(false);
      stack.push(mine);
    }
  });
  return ok.load();
}

}  // namespace

std::vector<body> safestack() { return {{"safestack", nodes_have_one_owner, expectation::fails_rarely}}; }

}  // namespace gauntlet::decoys
