#include "harness/schedule/quiescence.hpp"

#include "harness/schedule/engine/scheduler.hpp"

namespace gauntlet::schedule {

void set_outside_of_subject(bool outside) noexcept {
  if (controlled()) the_scheduler().running().outside = outside;
}

bool subject_is_quiescent() noexcept { return controlled() && the_scheduler().others_are_quiescent(); }

}  // namespace gauntlet::schedule
