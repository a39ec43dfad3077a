#pragma once

#include "harness/run/blocking_points.hpp"
#include "harness/run/callbacks.hpp"
#include "harness/run/contexts.hpp"
#include "harness/run/running_case.hpp"
#include "harness/run/submissions.hpp"
#include "harness/run/waits.hpp"

namespace gauntlet::run {

/// The parts of an execution that the driver and the tasks of a case share. Lifetime: that of the execution.
struct case_parts {
  /// `host` runs the bodies of the tasks.
  explicit case_parts(task_host& host)
      : contexts(current),
        submissions(current, host),
        waits(current, submissions),
        callbacks(current.recorder) {}

  running_case current;
  class blocking_points blocking_points;
  class contexts contexts;
  class submissions submissions;
  class waits waits;
  class callbacks callbacks;
};

}  // namespace gauntlet::run
