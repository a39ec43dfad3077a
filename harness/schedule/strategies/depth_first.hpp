#pragma once

#include <cstdint>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Runs every schedule, those with few deviations first: a depth-first search of the schedules with at most
/// `bound` deviations, for increasing bounds. A deviation is a preemption, a step of a thread that has
/// yielded while one that has not could run, or a time-out that expires while a thread can run. If the bound
/// cut off no schedule, all schedules have run, and the search ends. A body that spins has no end of
/// schedules. Drawn numbers are searched like choices of threads. Source: Musuvathi, Qadeer, "Iterative
/// context bounding for systematic testing of multithreaded programs", PLDI 2007; for yields: the same, "Fair
/// stateless model checking", PLDI 2008.
class depth_first final : public strategy {
 public:
  explicit depth_first(std::uint32_t first_bound = 0, std::uint32_t last_bound = ~0u);
  ~depth_first() override;
  [[nodiscard]] const char* name() const override;
  void start_over() override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;
  /// Returns false if every schedule up to the last bound has run.
  bool end(ending how) override;

  [[nodiscard]] std::uint32_t bound() const;
  /// True if every schedule of the body has run, with any number of deviations.
  [[nodiscard]] bool exhausted() const;

 private:
  static constexpr std::uint32_t max_branches = 1u << 16;
  /// A decision on the path: the number of options, and the option of this schedule.
  struct branch {
    std::uint16_t options, taken;
  };

  std::uint32_t take_option(std::uint32_t options);

  branch* path_;
  std::uint32_t length_ = 0, at_ = 0, deviations_ = 0;
  std::uint32_t first_bound_, last_bound_, bound_;
  bool cut_off_ = false, exhausted_ = false, too_deep_ = false;
};

}  // namespace gauntlet::schedule
