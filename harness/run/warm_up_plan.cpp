#include "harness/run/warm_up_plan.hpp"

namespace gauntlet::run {

plan::plan empty_plan(const subject_description& subject) {
  plan::plan out;
  out.policy = subject.can.policy;
  out.driver = {{plan::driver_kind::wait, 1}};
  return out;
}

plan::plan warm_up_plan(const subject_description& subject) {
  const auto empty = empty_plan(subject);
  if (subject.can.thread_per_task) return empty;
  auto out = empty;
  out.tasks.resize(1);
  out.driver.insert(out.driver.begin(), {plan::driver_kind::submit, 0});
  return plan::why_impossible(out, subject.can) ? empty : out;
}

}  // namespace gauntlet::run
