#include "harness/run/payload.hpp"

#include "harness/plan/prng.hpp"

namespace gauntlet::run {

payloads::payloads() : memory_(std::make_unique<generation[]>(generations)), current_(memory_.get()) {}

void payloads::begin(std::uint32_t case_number) {
  current_ = &memory_[case_number % generations];
  base_ = plan::mix(case_number);
}

void payloads::write(std::uint32_t task) {
  (*current_)[task].first = base_ + task;
  (*current_)[task].second = ~(base_ + task);
}

bool payloads::read(std::uint32_t task) const {
  const words seen = (*current_)[task];
  return seen.first == base_ + task && seen.second == ~(base_ + task);
}

bool payloads::contains(const void* address) const {
  const auto* begin = reinterpret_cast<const char*>(memory_.get());
  const auto* at = static_cast<const char*>(address);
  return at >= begin && at < begin + sizeof(generation) * generations;
}

}  // namespace gauntlet::run
