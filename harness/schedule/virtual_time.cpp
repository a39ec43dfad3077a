#include "harness/schedule/virtual_time.hpp"

#include "harness/schedule/engine/scheduler.hpp"

namespace gauntlet::schedule {

virtual_time virtual_time_now() noexcept {
  if (!controlled()) return {};
  const auto& clock = the_scheduler().clock();
  return {static_cast<std::uint64_t>(clock.passed()), static_cast<std::uint64_t>(clock.idle())};
}

}  // namespace gauntlet::schedule
