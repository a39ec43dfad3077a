#include "harness/schedule/engine/virtual_clock.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::int64_t start_of_time_ns = 1'767'225'600'000'000'000;  // 2026-01-01T00:00:00Z
constexpr std::int64_t tick_ns = 1'000'000;

}  // namespace

void virtual_clock::start() { now_ = start_of_time_ns; }
void virtual_clock::advance_to(std::int64_t deadline) {
  if (deadline > now_) now_ = deadline;
}
void virtual_clock::tick() { now_ += tick_ns; }

}  // namespace gauntlet::schedule
