#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// SplitMix64, as plan::prng; apart from it, because what the schedule compiles without instrumentation may
/// not be an inline function of anybody else.
class random_numbers {
 public:
  /// Seeds are mixed: neighbouring ones give unrelated streams.
  void seed(std::uint64_t seed);
  [[nodiscard]] std::uint64_t operator()();
  /// Uniform in [0, bound). Requires: bound > 0.
  [[nodiscard]] std::uint32_t below(std::uint32_t bound);

 private:
  std::uint64_t state_ = 0;
};

}  // namespace gauntlet::schedule
