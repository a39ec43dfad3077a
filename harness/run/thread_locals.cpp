#include "harness/run/thread_locals.hpp"

#include "gauntlet/detail/tracked.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/live_objects.hpp"

namespace gauntlet::run {
namespace {

/// Its destructor runs with those of the other thread_local objects of its thread.
struct locals {
  class recorder* recorder = nullptr;
  std::uint32_t of_case = 0;
  std::uint64_t tasks = 0;  // a set: bit i stands for task i
  static_assert(plan::max_tasks <= 64);
  ~locals() {
    if (of_case != current_case()) return;
    for (std::uint32_t task = 0; recorder != nullptr && task < plan::max_tasks; ++task)
      if ((tasks >> task & 1) != 0) recorder->add_unowned(history::event_kind::locals_gone, task);
  }
};

}  // namespace

void watch_thread_locals(recorder& recorder, std::uint32_t task) {
  // C++ destroys thread_local objects in the reverse order of their construction ([basic.start.term]), so
  // this one is destroyed after those that the body of the task makes.
  thread_local locals mine;
  if (mine.of_case != current_case()) mine.tasks = 0;
  mine.of_case = current_case();
  mine.recorder = &recorder;
  mine.tasks |= std::uint64_t{1} << task;
}

}  // namespace gauntlet::run
