#pragma once

#include <memory>
#include <utility>

#include "../collect_all.hpp"
#include "errors.hpp"

namespace gauntlet::subjects {

/// Collect-all as a subject.
template <class Executor>
class collect_all_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.limit = can.error_trees = can.abnormal_exit = can.joins_when_destroyed = true;
    restrict_to_executor<Executor>(can);
    return can;
  }

  explicit collect_all_adapter(const run::setup& how)
      : threads_(how),
        group_(how.tasks, how.limit ? static_cast<std::ptrdiff_t>(*how.limit)
                                    : basic_collect_all<Executor>::unlimited) {}

  void submit(run::task_call call) {
    group_.go([call = std::move(call)]() mutable {
      run::no_cancellation none;
      return call_for_error(call, none);
    });
  }
  void wait(run::result& out) { read_result(group_.wait(), out); }
  bool wait_for(std::uint32_t us, run::result& out) {
    const auto result = group_.wait_until(in_us(us));
    if (result) read_result(*result, out);
    return result.has_value();
  }

 private:
  threads_of_a_case<Executor> threads_;  // destroyed last
  basic_collect_all<Executor> group_;
};

}  // namespace gauntlet::subjects
