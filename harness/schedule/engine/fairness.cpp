#include "harness/schedule/engine/fairness.hpp"

namespace gauntlet::schedule {

thread_id fairness::end_period(const thread_set& ready) {
  thread_id starving = no_thread;
  ready.for_each_without(ran_, [this, &starving](thread_id id) {
    if (starving == no_thread && passed_over_.has(id)) starving = id;
  });
  if (starving != no_thread && period_ > last_period) period_ /= 2;
  passed_over_.clear();
  ready.for_each_without(ran_, [this](thread_id id) { passed_over_.add(id); });
  ran_.clear();
  left_ = period_;
  return starving;
}

}  // namespace gauntlet::schedule
