#pragma once

#include "harness/schedule/strategies/random.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Chooses each candidate with the same probability at every scheduling point.
///
/// All random strategies derive from this class and use the hints in the same way. They ignore yields for a
/// random number of choices in a row, at most 128, so that a thread can spin for a while and then block
/// before the thread that it waits for continues. In half of the schedules this happens for most choices at
/// which a thread has yielded, in the other half rarely. They offer a time-out in one of eight choices.
class random_walk : public strategy {
 public:
  ~random_walk() override;
  [[nodiscard]] const char* name() const override;
  void begin(const forecast& known) override;
  [[nodiscard]] bool ignores_hints() override;
  [[nodiscard]] bool offers_timeout() override;
  [[nodiscard]] thread_id choose(const choice& at) override;
  [[nodiscard]] std::uint32_t draw(std::uint32_t options) override;

 protected:
  random_numbers random_;

 private:
  std::uint32_t choices_without_hints_ = 0;
  bool often_without_hints_ = false;
};

/// Lets the running thread continue, except with a probability of 1 / one_in at each scheduling point, where
/// it chooses like a random walk. Under a plain random walk no thread gets far ahead of the others, so queues
/// stay short, and errors that need one fast and one slow thread are unlikely.
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
