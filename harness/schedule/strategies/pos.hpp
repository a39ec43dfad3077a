#pragma once

#include <cstdint>

#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {

/// Partial order sampling. Every pending operation has a random priority, and the operation with the highest
/// priority is executed. Pending operations that conflict with it then draw new priorities. This samples
/// partial orders, rather than interleavings, nearly uniformly. Source: Yuan, Yang, Gu, "Partial order aware
/// concurrency sampling", CAV 2018, algorithm 2.
class pos final : public random_walk {
 public:
  ~pos() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  void executes(thread_id thread, const operation& what, const choice& at) override;

 private:
  std::uint64_t priorities_[max_threads] = {};  // 0: not drawn yet
  std::uint32_t drawn_ = 0;                     // the ids with a priority are below this number
};

}  // namespace gauntlet::schedule
