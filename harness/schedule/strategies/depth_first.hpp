#pragma once

#include <cstdint>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Every schedule, one after the other, those with few preemptions first: a depth-first search among the
/// schedules with at most `bound` preemptions, for rising bounds. Ends when no schedule was cut off by the
/// bound: then all have run. Source: Musuvathi, Qadeer, "Iterative context bounding for systematic testing of
/// multithreaded programs", PLDI 2007. Draws are searched, too.
class depth_first final : public strategy {
 public:
  explicit depth_first(std::uint32_t first_bound = 0, std::uint32_t last_bound = ~0u);
  ~depth_first() override;
  [[nodiscard]] const char* name() const override;
  void start_over() override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;
  /// False: every schedule up to the last bound has run.
  bool end(ending how) override;

  [[nodiscard]] std::uint32_t bound() const;
  /// Every schedule there is has run, whatever its preemptions.
  [[nodiscard]] bool exhausted() const;

 private:
  static constexpr std::uint32_t max_forks = 1u << 16;
  struct fork {
    std::uint16_t options, taken;
  };

  std::uint32_t take(std::uint32_t options);

  fork* path_;
  std::uint32_t length_ = 0, at_ = 0, preemptions_ = 0;
  std::uint32_t first_bound_, last_bound_, bound_;
  bool cut_off_ = false, exhausted_ = false, too_deep_ = false;
};

}  // namespace gauntlet::schedule
