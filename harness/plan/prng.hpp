#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// Mixes a seed so that neighbouring seeds give unrelated streams. Source: Steele, Lea, Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014 (the SplitMix64 finaliser).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// SplitMix64: 64 bits of state, the same numbers on every machine and in every flavour. Not for several
/// threads.
class prng {
 public:
  explicit constexpr prng(std::uint64_t seed) : state_(mix(seed)) {}

  [[nodiscard]] constexpr std::uint64_t operator()() {
    state_ += 0x9e3779b97f4a7c15u;
    return mix(state_);
  }
  /// Uniform in [0, bound) but for a bias below bound / 2^64. Requires: bound > 0.
  [[nodiscard]] constexpr std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>((*this)()) * bound) >> 64);
  }
  /// Uniform in [low, high].
  [[nodiscard]] constexpr std::uint32_t between(std::uint32_t low, std::uint32_t high) {
    return low + below(high - low + 1);
  }
  [[nodiscard]] constexpr bool percent(std::uint32_t chance) { return below(100) < chance; }

 private:
  std::uint64_t state_;
};

}  // namespace gauntlet::plan
