#pragma once

#include <utility>

#include "../error_channel.hpp"
#include "errors.hpp"

namespace gauntlet::subjects {

/// The ad-hoc error channel as a subject: its wait may return before its tasks have ended.
class error_channel_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.joins = can.repeat_wait = can.reuse = false;
    can.error_trees = true;
    return can;
  }

  explicit error_channel_adapter(const run::setup& how) : group_(how.tasks) {}

  void submit(run::task_call call) {
    group_.go([call = std::move(call)]() mutable {
      run::no_cancellation none;
      return call_for_error(call, none);
    });
  }
  void wait(run::result& out) { read_result(group_.wait(), out); }
  void drain() { group_.drain(); }

 private:
  error_channel group_;
};

}  // namespace gauntlet::subjects
