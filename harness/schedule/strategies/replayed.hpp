#pragma once

#include <cstdint>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Decides as a recorded schedule did. Where that is not possible the schedule has diverged: the step is
/// kept, and the running thread goes on.
class replayed final : public strategy {
 public:
  /// Requires: the decisions outlive it.
  replayed(const std::uint16_t* decisions, std::uint32_t count);
  ~replayed() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;

  static constexpr std::uint32_t never = ~0u;
  /// The step at which the schedule, which has run so many, first left the recorded one, or ended before it.
  [[nodiscard]] std::uint32_t diverged_at(std::uint32_t steps) const;

 private:
  const std::uint16_t* decisions_;
  std::uint32_t count_, at_ = 0, diverged_at_ = never, step_ = 0;
};

/// A schedule by its switches alone: at each of these steps the named thread takes over; between them the
/// running thread goes on, and where it can't, the first one that can. What a schedule is shrunk to.
struct context_switch {
  std::uint32_t step;  ///< the choice at or after which it happens
  thread_id to;
};

class guided final : public strategy {
 public:
  /// Requires: the switches outlive it, by rising step.
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
