#pragma once

#include <cstdint>

#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {

/// Selectively uniform random walk: samples the orders of the operations on one object (or two) evenly, and
/// lets the others fall as they may. A thread is intended for the next operation of interest, with a
/// probability proportional to how many of them it and the threads that it will create have left; until it
/// comes there, those of other threads are held back. Counts come from earlier schedules. Source: Zhao,
/// Wolff, Mathur, Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025, algorithm 2.
///
/// We depart from it twice. What is of interest is an object that at least two threads used and one wrote,
/// drawn anew for each schedule. And every other schedule takes the threads that did the same operations in
/// the last one as one: which of a hundred exchangeable threads comes first matters little, whether one of
/// them or the odd one out does matters much, and is then as likely as not, where the algorithm gives the odd
/// one a chance in a hundred.
class surw final : public random_walk {
 public:
  surw();
  ~surw() override;
  [[nodiscard]] const char* name() const override;
  void start_over() override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  void executes(thread_id thread, const operation& what, const choice& at) override;
  bool end(ending how) override;

 private:
  static constexpr std::uint32_t max_objects = 64;

  /// How often each thread used an object in a schedule.
  struct usage {
    const void* object;
    std::uint32_t users;
    bool written;
    std::uint16_t by_thread[max_threads];
  };
  /// What one schedule used. `does`: a digest of the kinds of operations of each thread, in order.
  struct profile {
    std::uint32_t objects;
    usage of[max_objects];
    thread_id parent[max_threads];
    std::uint64_t does[max_threads];
    std::uint32_t threads;
  };

  usage* find(profile& in, const void* object);
  void select_object();
  void weigh();
  void notice_threads(const choice& at);
  void find_alike();
  void intend();
  void intend_thread();
  void intend_group();
  bool of_interest(const operation& what) const { return what.object != nullptr && what.object == object_; }

  profile* known_;    // of the last schedule
  profile* counted_;  // of the running one
  const void* object_ = nullptr;
  bool by_group_ = false;
  thread_id group_of_[max_threads] = {};  // the first of the threads that do the same
  thread_id intended_ = no_thread;
  std::uint32_t seen_threads_ = 0;
  std::uint32_t left_[max_threads] = {};       // of a thread's own operations of interest
  std::uint32_t inherited_[max_threads] = {};  // of those of threads that it will create, and theirs
};

}  // namespace gauntlet::schedule
