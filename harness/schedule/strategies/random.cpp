#include "harness/schedule/strategies/random.hpp"

namespace gauntlet::schedule {
namespace {

// The output function of SplitMix64; the constants are those of variant 13 of Stafford's mixers.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

void random_numbers::seed(std::uint64_t seed) { state_ = mix(seed + 0x9e3779b97f4a7c15u); }

std::uint64_t random_numbers::operator()() {
  state_ += 0x9e3779b97f4a7c15u;
  return mix(state_);
}

// Lemire, "Fast random integer generation in an interval", 2019, without the rejection step: the bias is
// below 2^-32.
std::uint32_t random_numbers::below(std::uint32_t bound) {
  return static_cast<std::uint32_t>((static_cast<unsigned __int128>((*this)()) * bound) >> 64);
}

}  // namespace gauntlet::schedule
