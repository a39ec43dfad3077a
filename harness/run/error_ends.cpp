#include "harness/run/error_ends.hpp"

#include "harness/plan/plan.hpp"
#include "harness/schedule/held_locks.hpp"
#include "harness/schedule/injection.hpp"

namespace gauntlet::run {
namespace {

using history::event_kind;

// Each task makes a few error objects. A subject that copies an error often cannot fill the recorder.
constexpr std::uint32_t most_ends = 8 * plan::max_tasks;

// An address. Threads of the subject read it without a happens-before edge.
schedule::unsynchronised_atomic<std::uint64_t> watching;
schedule::unsynchronised_atomic<std::uint32_t> ends;

recorder* watching_recorder() { return reinterpret_cast<recorder*>(watching.load()); }

}  // namespace

void watch_error_ends(recorder& recorder) {
  watching.store(reinterpret_cast<std::uintptr_t>(&recorder));
  ends.store(0);
}

void stop_watching_error_ends(const recorder& recorder) {
  if (watching_recorder() == &recorder) watching.store(0);
}

void error_ends(std::uint32_t task) {
  recorder* const to = watching_recorder();
  if (to == nullptr) return;
  const schedule::user_code_call call;
  if (call.by_subject()) schedule::reach_object_end();
  if (call.holds_lock()) to->add_under_lock(history::user_code::error_destructor, task);
  if (ends.add(1) < most_ends) to->add_unowned(event_kind::error_gone, task, call.by_subject() ? 1 : 0);
}

}  // namespace gauntlet::run
