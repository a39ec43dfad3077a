#include "harness/run/body_end.hpp"

#include <pthread.h>

#include "gauntlet/detail/tracked.hpp"

namespace gauntlet::run {

task_end end_body(std::uint32_t task, const plan::task& program, task_end end, recorder& recorder) {
  const auto record = [&](history::outcome outcome, std::uint32_t error) {
    recorder.add(task + 1, history::event_kind::body_end, task, number_of(outcome), error);
  };
  if (end.what == task_end::kind::forward) {
    record(history::outcome::failed, end.id);
    return end;
  }
  end.id = task;
  end.shape = program.shape;
  switch (program.end) {
    case plan::ending::ok:
      record(history::outcome::ok, history::none);
      break;
    case plan::ending::nil:
      record(history::outcome::ok, history::none);
      end.what = task_end::kind::nil;
      break;
    case plan::ending::fail:
      record(history::outcome::failed, task);
      end.what = task_end::kind::fail;
      break;
    case plan::ending::raise:
      record(history::outcome::raised, task);
      throw raised_failure(task);
    case plan::ending::raise_hostile:
      record(history::outcome::raised, task);
      throw hostile_failure(task);
    case plan::ending::exit:
      record(history::outcome::exited, history::id_abandoned);
      pthread_exit(nullptr);
  }
  return end;
}

}  // namespace gauntlet::run
