#pragma once

#include <cstdint>

#include "harness/plan/plan.hpp"
#include "harness/plan/prng.hpp"

namespace gauntlet::plan {

/// A plan that is being drawn: what themes are made of, and how all of them are roughened in the end.
class draft {
 protected:
  draft(std::uint64_t seed, const capabilities& can, std::uint32_t size);

  std::uint32_t add(task task);
  void drive(driver_kind kind, std::uint32_t value = 0) { plan_.driver.push_back({kind, value}); }
  void submit(std::uint32_t task);
  void wait();

  /// For tasks of nested groups, and of the outermost one.
  [[nodiscard]] std::uint32_t room_inside() const;
  [[nodiscard]] std::uint32_t room() const;
  /// 1 to `most`, small ones far more often.
  std::uint32_t few(std::uint32_t most);
  /// Bodies that may block together, leaving one free to move the others on.
  std::uint32_t few_blocking(std::uint32_t most);

  ending any_end(std::uint32_t failure_percent);
  ending any_failure();
  error_shape any_shape();
  task make(ending end) { return {0, {}, end, any_shape()}; }
  task failing() { return make(any_failure()); }
  [[nodiscard]] bool with_context() const { return plan_.context && plan_.policy == error_policy::first; }
  std::uint32_t pick_limit(std::uint32_t most);

  /// Adds steps, looks, rests, delays and a wake-up for no reason, wherever they may stand.
  void roughen();

  prng random_;
  const capabilities& can_;
  std::uint32_t size_;
  plan plan_;

 private:
  ending any_failure_but_exceptions();
  step any_step();
  void look_without_context();
  void add_delays();
};

}  // namespace gauntlet::plan
