#pragma once

#include <cstdint>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Repeats the decisions of a recorded schedule. If a decision is not possible, the schedule has diverged:
/// the step of the first divergence is recorded, and from there the running thread continues when it can.
class replayed final : public strategy {
 public:
  /// Lifetime: the decisions must outlive the object.
  replayed(const std::uint16_t* decisions, std::uint32_t count);
  ~replayed() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;
  [[nodiscard]] bool continues_after_limit() override;

  static constexpr std::uint32_t never = ~0u;
  /// Returns the step at which the schedule first differed from the recorded one; `never` if it did not.
  /// `steps`: the number of steps of the schedule, returned if it ended before all recorded decisions were
  /// used.
  [[nodiscard]] std::uint32_t diverged_at(std::uint32_t steps) const;

 private:
  const std::uint16_t* decisions_;
  std::uint32_t count_, at_ = 0, diverged_at_ = never, step_ = 0;
};

/// A switch of a guided schedule: at the first choice at or after `step`, thread `to` runs.
struct context_switch {
  std::uint32_t step;
  thread_id to;
};

/// Runs a schedule that is given by its switches only. Between two switches the running thread continues; if
/// it cannot or has yielded, the first candidate runs. Shrinking a schedule produces this form. A switch to a
/// thread that cannot run is skipped.
class guided final : public strategy {
 public:
  /// `draws`: the drawn numbers in order, each with the flag flight_record::drawn; after the last one, 0 is
  /// drawn. Requires: the switches are in ascending order of their steps. Lifetime: both arrays must outlive
  /// the object.
  guided(const context_switch* switches, std::uint32_t count, const std::uint16_t* draws,
         std::uint32_t draw_count);
  ~guided() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;

 private:
  const context_switch* switches_;
  std::uint32_t count_, next_ = 0;
  const std::uint16_t* draws_;
  std::uint32_t draw_count_, next_draw_ = 0;
};

}  // namespace gauntlet::schedule
