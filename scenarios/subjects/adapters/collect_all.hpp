#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "../collect_all.hpp"
#include "errors.hpp"
#include "forms.hpp"
#include "kept.hpp"

namespace gauntlet::subjects {

/// Collect-all as a subject.
template <class Executor>
class collect_all_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.limit = can.error_trees = can.abnormal_exit = can.joins_when_destroyed = can.callable_forms =
        can.room = true;
    restrict_to_executor<Executor>(can);
    return can;
  }

  explicit collect_all_adapter(const run::setup& how)
      : threads_(how),
        group_(how.tasks, how.limit ? static_cast<std::ptrdiff_t>(*how.limit)
                                    : basic_collect_all<Executor>::unlimited) {}

  void submit(run::task_call call) {
    const auto form = call.form();
    submit_in_form(form, task_without_context{std::move(call)},
                   [this](auto callable) { group_.go(std::move(callable)); });
  }
  void wait(run::result& out) {
    const error result = group_.wait();
    read_result(result, out);
    const std::lock_guard lock(last_mutex_);
    last_ = result;
  }
  bool wait_for(std::uint32_t us, run::result& out) {
    const auto result = group_.wait_until(in_us(us));
    if (result) read_result(*result, out);
    return result.has_value();
  }
  std::vector<std::unique_ptr<run::kept>> keep() {
    std::vector<std::unique_ptr<run::kept>> out;
    out.push_back(std::make_unique<kept_error>(last_));
    return out;
  }

 private:
  std::mutex last_mutex_;  // several threads may wait
  error last_;
  threads_of_a_case<Executor> threads_;  // destroyed last
  basic_collect_all<Executor> group_;
};

}  // namespace gauntlet::subjects
