#include "harness/schedule/strategies/random.hpp"

namespace gauntlet::schedule {
namespace {

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

std::uint32_t random_numbers::below(std::uint32_t bound) {
  return static_cast<std::uint32_t>((static_cast<unsigned __int128>((*this)()) * bound) >> 64);
}

}  // namespace gauntlet::schedule
