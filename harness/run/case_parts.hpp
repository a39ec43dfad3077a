#pragma once

#include "harness/run/blocking_points.hpp"
#include "harness/run/callbacks.hpp"
#include "harness/run/contexts.hpp"
#include "harness/run/running_case.hpp"
#include "harness/run/submissions.hpp"
#include "harness/run/waits.hpp"

namespace gauntlet::run {

/// What the driver and the tasks of a case act with. Lifetime: of the execution.
struct case_parts {
  /// Bodies will run on `host`.
  explicit case_parts(task_host& host)
      : contexts(now), submissions(now, host), waits(now, submissions), callbacks(now.recorder) {}

  running_case now;
  class blocking_points blocking_points;
  class contexts contexts;
  class submissions submissions;
  class waits waits;
  class callbacks callbacks;
};

}  // namespace gauntlet::run
