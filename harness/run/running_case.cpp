#include "harness/run/running_case.hpp"

#include "gauntlet/detail/tracked.hpp"
#include "harness/plan/abstract_run.hpp"
#include "harness/run/error_ends.hpp"
#include "harness/run/event_capacity.hpp"
#include "harness/run/live_objects.hpp"

namespace gauntlet::run {

running_case::~running_case() { stop_watching_error_ends(recorder); }

void running_case::prepare(const plan::plan& next_plan, const subject_info& next_subject) {
  capacities_ = event_capacity_for(next_plan);
  plan = &next_plan;
  subject = &next_subject;
  submits_unordered_ = plan::submits_unordered(next_plan, subject->can);
}

void running_case::begin() {
  payloads.begin(current_case());
  recorder.begin(capacities_);
  watch_error_ends(recorder);
}

}  // namespace gauntlet::run
