#pragma once

#include <cstdint>

#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {

/// Probabilistic concurrency testing. Threads have random priorities, and the thread with the highest
/// priority runs. At d - 1 random steps the priority of the running thread is lowered below all others. The
/// algorithm finds a bug of depth d among n threads and k steps with a probability of at least 1 / (n
/// k^(d-1)). Source: Burckhardt, Kothari, Musuvathi, Nagarakatti, "A randomized scheduler with probabilistic
/// guarantees of finding bugs", ASPLOS 2010, algorithm 1.
///
/// Departures: k is the typical length of a schedule so far. A thread that yields lets threads of lower
/// priority run, and no thread starves (in the scheduler, for every strategy). The thread that is lowered
/// last gets the lowest priority; the paper assigns the low priorities in random order.
class pct final : public random_walk {
 public:
  explicit pct(std::uint32_t depth = 3);
  ~pct() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;

 private:
  static constexpr std::uint32_t max_depth = 16;
  std::uint64_t& priority_of(thread_id id);

  std::uint32_t depth_;
  std::uint32_t next_change_ = 0;
  std::uint32_t changes_[max_depth] = {};       // steps, in ascending order
  std::uint64_t priorities_[max_threads] = {};  // 0: not drawn yet
  std::uint32_t drawn_ = 0;                     // the ids with a priority are below this number
};

}  // namespace gauntlet::schedule
