#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "../error_channel.hpp"
#include "errors.hpp"
#include "forms.hpp"
#include "kept.hpp"

namespace gauntlet::subjects {

/// The ad-hoc error channel as a subject: its wait may return before its tasks have ended.
class error_channel_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.joins = can.repeat_wait = can.reuse = false;
    can.error_trees = can.callable_forms = can.room = true;
    return can;
  }

  explicit error_channel_adapter(const run::setup& how) : group_(how.tasks) {}

  void submit(run::task_call call) {
    const auto form = call.form();
    submit_in_form(form, task_without_context{std::move(call)},
                   [this](auto callable) { group_.go(std::move(callable)); });
  }
  void wait(run::result& out) {
    last_ = group_.wait();
    read_result(last_, out);
  }
  std::vector<std::unique_ptr<run::kept>> keep() {
    std::vector<std::unique_ptr<run::kept>> out;
    out.push_back(std::make_unique<kept_error>(last_));
    return out;
  }
  void drain() { group_.drain(); }

 private:
  error last_;
  error_channel group_;
};

}  // namespace gauntlet::subjects
