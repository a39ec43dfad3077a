#include "harness/schedule/engine/fairness.hpp"

namespace gauntlet::schedule {

void fairness::end_period(const thread_set& ready) {
  starving_.clear();
  ready.for_each_without(ran_, [this](thread_id id) {
    if (passed_over_.has(id)) starving_.add(id);
  });
  if (!starving_.empty() && period_ > last_period) period_ /= 2;
  passed_over_.clear();
  ready.for_each_without(ran_, [this](thread_id id) { passed_over_.add(id); });
  ran_.clear();
  left_ = period_;
}

/// Returns the next starving thread that can run, and removes it and those that cannot.
thread_id fairness::next(const thread_set& ready) {
  for (thread_id id; (id = starving_.first()) != no_thread;) {
    starving_.remove(id);
    if (ready.has(id)) return id;
  }
  return no_thread;
}

}  // namespace gauntlet::schedule
