#pragma once

#include "harness/schedule/strategies/random.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// At every point each thread that can run is as likely as any other.
class random_walk : public strategy {
 public:
  ~random_walk() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;

 protected:
  random_numbers random_;
};

/// The same, but the running thread goes on unless a die of `one_in` sides says otherwise: a switch at every
/// point never lets one thread come far ahead of the others, so that queues stay short and late errors stay
/// late.
class sticky_walk final : public random_walk {
 public:
  explicit sticky_walk(std::uint32_t one_in = 10);
  ~sticky_walk() override;
  [[nodiscard]] const char* name() const override;
  [[nodiscard]] thread_id choose(const choice& at) override;

 private:
  std::uint32_t one_in_;
};

}  // namespace gauntlet::schedule
