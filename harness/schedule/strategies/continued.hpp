#pragma once

#include <cstdint>

#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {

/// Repeats the first decisions of a recorded schedule, and continues with a random walk. With the scheduler's
/// fairness the continuation is fair.
class continued final : public random_walk {
 public:
  /// Lifetime: the decisions must outlive the object.
  continued(const std::uint16_t* decisions, std::uint32_t count);
  ~continued() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] bool ignores_hints() override;
  [[nodiscard]] bool offers_timeout() override;
  [[nodiscard]] bool continues_after_limit() override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;

 private:
  const std::uint16_t* decisions_;
  std::uint32_t count_, at_ = 0;
};

}  // namespace gauntlet::schedule
