#include "harness/run/running_case.hpp"
#include "harness/run/live_objects.hpp"

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/event_room.hpp"

namespace gauntlet::run {

void running_case::prepare(const plan::plan& of, const subject_info& on) {
  room_ = event_room_for(of);
  plan = &of;
  subject = &on;
}

void running_case::begin() {
  payloads.begin(current_case());
  recorder.begin(room_);
}

}  // namespace gauntlet::run
