#include "harness/run/submissions.hpp"

#include <utility>

#include "gauntlet/detail/tracked.hpp"
#include "harness/run/faults.hpp"
#include "harness/run/live_objects.hpp"
#include "harness/schedule/injection.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::run {

using history::event_kind;
using history::submit_result;

void submissions::begin() {
  parcels_.begin(current_case());
  for (auto& accepted : accepted_) accepted.store(0);
}

submit_result submissions::call_submit(std::uint32_t task, subject& group, history::submit_mode mode) {
  try {
    task_call call(host_, task, group);
    const watched_submit faults_can_strike;
    if (mode == history::submit_mode::non_blocking)
      return group.try_submit(std::move(call)) ? submit_result::accepted : submit_result::rejected;
    group.submit(std::move(call));
    return submit_result::accepted;
  } catch (...) {
    return submit_result::threw;
  }
}

void submissions::submit(std::uint32_t task, subject& group, history::actor_id actor,
                         history::submit_mode mode) {
  const schedule::on_behalf_of mark(task);
  parcels_.write(task);  // a plain write: the submit must order the body after it
  const auto threads = schedule::created_by_this_thread();
  current_.recorder.add(actor, event_kind::submit_begin, task);
  const auto outcome = call_submit(task, group, mode);
  if (outcome == submit_result::accepted) accepted_[task].store(1);
  current_.recorder.add(actor, event_kind::submit_end, task, number_of(outcome), number_of(mode));
  if (outcome != submit_result::accepted)
    current_.recorder.add(actor, event_kind::submit_left, task, schedule::created_by_this_thread() - threads);
}

}  // namespace gauntlet::run
