#include "harness/run/running_case.hpp"

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/event_capacity.hpp"
#include "harness/run/live_objects.hpp"

namespace gauntlet::run {

void running_case::prepare(const plan::plan& next_plan, const subject_info& next_subject) {
  capacities_ = event_capacity_for(next_plan);
  plan = &next_plan;
  subject = &next_subject;
}

void running_case::begin() {
  payloads.begin(current_case());
  recorder.begin(capacities_);
}

}  // namespace gauntlet::run
