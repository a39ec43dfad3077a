#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// Mixes the bits of a seed, so that consecutive seeds give unrelated streams. Source: the SplitMix64
/// finaliser of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// SplitMix64, a pseudorandom number generator with 64 bits of state. Guarantees: the same numbers for a seed
/// on every machine and in every flavour. Threading: by one thread.
class prng {
 public:
  explicit constexpr prng(std::uint64_t seed) : state_(mix(seed)) {}

  [[nodiscard]] constexpr std::uint64_t operator()() {
    state_ += 0x9e3779b97f4a7c15u;
    return mix(state_);
  }
  /// Returns a number in [0, bound), uniform except for a bias below bound / 2^64. Requires: bound > 0.
  [[nodiscard]] constexpr std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>((*this)()) * bound) >> 64);
  }
  /// Returns a uniform number in [low, high]. Requires: low <= high.
  [[nodiscard]] constexpr std::uint32_t between(std::uint32_t low, std::uint32_t high) {
    return low + below(high - low + 1);
  }
  /// Returns true with this probability (in percent).
  [[nodiscard]] constexpr bool percent(std::uint32_t chance) { return below(100) < chance; }

 private:
  std::uint64_t state_;
};

}  // namespace gauntlet::plan
