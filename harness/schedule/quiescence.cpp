#include "harness/schedule/quiescence.hpp"

#include "harness/schedule/engine/scheduler.hpp"
#include "harness/schedule/pause.hpp"

namespace gauntlet::schedule {

void set_outside_of_subject(bool outside) noexcept {
  if (controlled()) the_scheduler().running().outside = outside;
}

std::uint64_t stamp_if_quiescent() noexcept {
  return controlled() && the_scheduler().others_are_quiescent() ? stamp() : 0;
}

}  // namespace gauntlet::schedule
