#pragma once

#include <cstdint>

#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/strategies/use_profile.hpp"

namespace gauntlet::schedule {

/// Selectively uniform random walk. It samples the orders of the interesting operations, those on one object,
/// uniformly; the order of the other operations is arbitrary. One thread is intended for the next interesting
/// operation. It is drawn with a probability proportional to the number of interesting operations that it and
/// its future descendants have left. Interesting operations of other threads wait until the intended thread
/// has executed its own. The numbers come from the previous schedule. Source: Zhao, Wolff, Mathur,
/// Roychoudhury, "Selectively uniform concurrency testing", ASPLOS 2025, algorithm 2.
///
/// Departures: a thread on which others spin is not held back: a thread that spins is no candidate then, so
/// that the intended thread is not offered. The object of interest is drawn for each schedule among the
/// objects that at least two threads used and at least one wrote. In about half of the schedules, the threads
/// that executed the same operations in the previous schedule form a group, and the group has the weight of
/// one thread. For example, let one of 101 threads differ from a hundred equal ones. Which of the equal
/// threads is first hardly matters, but whether the different one is first does. Its probability is then 1/2
/// instead of 1/101.
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
  /// What one schedule did.
  struct profile {
    use_profile uses;
    std::uint32_t threads = 0;
    thread_id parent[max_threads];
    std::uint64_t digest[max_threads];  // hash of the kinds of operations of each thread, in order
  };

  void select_object();
  void count_remaining();
  void register_threads(const choice& at);
  void group_threads();
  void draw_intended();
  void draw_intended_of_threads();
  void draw_intended_of_groups();
  bool is_interesting(const operation& what) const {
    return what.object != nullptr && what.object == object_;
  }

  profile* last_profile_;         // of the previous schedule
  profile* current_profile_;      // of the running schedule
  const void* object_ = nullptr;  // the object of interest
  bool by_group_ = false;
  thread_id group_of_[max_threads] = {};  // the first thread with the same digest
  thread_id intended_ = no_thread;
  std::uint32_t registered_threads_ = 0;
  std::uint32_t counted_threads_ = 0;          // the ids with an entry in the arrays below
  std::uint32_t remaining_[max_threads] = {};  // interesting operations of the thread itself
  std::uint32_t inherited_[max_threads] = {};  // interesting operations of descendants that do not exist yet
};

}  // namespace gauntlet::schedule
