#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// SplitMix64, the same generator as plan::prng. Source: Steele, Lea, Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014. A separate class, because the strategies are compiled without
/// instrumentation and must not share inline functions with instrumented code.
class random_numbers {
 public:
  /// Restarts the sequence. The seed is mixed, so adjacent seeds give unrelated sequences.
  void seed(std::uint64_t seed);
  /// Returns the next number, uniform in 64 bits.
  [[nodiscard]] std::uint64_t operator()();
  /// Returns a number, uniform in [0, bound). Requires: bound > 0.
  [[nodiscard]] std::uint32_t below(std::uint32_t bound);

 private:
  std::uint64_t state_ = 0;
};

}  // namespace gauntlet::schedule
