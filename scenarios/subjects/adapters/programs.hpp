#pragma once

#include <string>
#include <utility>
#include <vector>

#include "../fetch_user_profile.hpp"
#include "../load_parts.hpp"
#include "../validate_items.hpp"
#include "errors.hpp"
#include "fail_fast.hpp"

namespace gauntlet::subjects {

/// A program starts its tasks itself: `submit` only stores a task, and `wait` runs the program with them.
class program_adapter {
 public:
  void submit(run::task_call call) { calls_.push_back(std::move(call)); }

 protected:
  static plan::capabilities program(plan::error_policy policy) {
    plan::capabilities can;
    can.policy = policy;
    can.repeat_wait = can.reuse = can.starts_on_submit = can.thread_per_task = false;
    can.error_trees = true;
    return can;
  }
  std::vector<run::task_call> calls_;
};

/// *Fetch a user profile*: task 0 fetches the user, task 1 the orders.
class fetch_user_profile_adapter : public program_adapter {
 public:
  static plan::capabilities promises() {
    auto can = program(plan::error_policy::first);
    can.context = can.cause = can.nesting = can.callbacks = true;
    can.max_tasks = 2;
    return can;
  }

  explicit fetch_user_profile_adapter(const run::setup&) : parent_(context::background().derive()) {}

  void wait(run::result& out) {
    user_profile profile;
    const auto fetch = [this](std::size_t index) {
      return [this, index](const context& seen, std::string& part) {
        context_view<thread_per_task> view(seen);
        error failure = index < calls_.size() ? call_for_error(calls_[index], view) : error();
        if (!failure) part = index == 0 ? "user" : "orders";
        return failure;
      };
    };
    const error failure = fetch_user_profile(parent_, "7", fetch(0), fetch(1), profile);
    calls_.clear();
    read_result(failure, out);
    const bool filled = profile.user == "user" && profile.orders == "orders";
    if (filled == static_cast<bool>(failure)) out.add(history::id_unknown, history::leaf_state::damaged);
  }

  void cancel_parent() { parent_.cancel(error::of(run::failure(history::id_parent))); }
  bool parent_cancelled() { return parent_.done(); }

 private:
  context parent_;
};

/// *Load parts*: task i loads part i.
class load_parts_adapter : public program_adapter {
 public:
  static plan::capabilities promises() {
    auto can = program(plan::error_policy::all);
    can.joins_threads = true;
    can.waits_on_conditions = false;
    return can;
  }

  explicit load_parts_adapter(const run::setup&) {}

  void wait(run::result& out) {
    const error failure = load_parts(calls_.size(), [this](std::size_t part) {
      run::no_cancellation none;
      return call_for_error(calls_[part], none);
    });
    calls_.clear();
    read_result(failure, out);
  }
};

/// *Validate items*: task i validates item i.
template <std::ptrdiff_t Limit>
class validate_items_adapter : public program_adapter {
 public:
  static plan::capabilities promises() {
    auto can = program(plan::error_policy::all);
    can.fixed_limit = static_cast<std::int32_t>(Limit);
    if (Limit > 0) can.concurrency = static_cast<std::uint32_t>(Limit);
    return can;
  }

  explicit validate_items_adapter(const run::setup&) {}

  void wait(run::result& out) {
    const auto validate = [this](std::size_t item) {
      run::no_cancellation none;
      return call_for_error(calls_[item], none);
    };
    const error failure = validate_items(calls_.size(), validate, Limit);
    calls_.clear();
    read_result(failure, out);
  }
};

}  // namespace gauntlet::subjects
