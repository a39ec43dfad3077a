#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "../executor.hpp"
#include "../fail_fast.hpp"
#include "errors.hpp"

namespace gauntlet::subjects {

template <class Executor>
class fail_fast_adapter;

/// A task's view of its group's context.
template <class Executor>
class context_view final : public run::cancellation {
 public:
  explicit context_view(context seen) : context_(std::move(seen)) {}
  run::observation now() override { return observe(context_); }
  run::observation wait() override {
    context_.wait();
    return observe(context_);
  }
  std::unique_ptr<run::subject> nest(const run::setup& how) override;
  std::unique_ptr<run::registration> on_cancel(run::callback& called) override {
    return std::make_unique<stop_registration>(context_, called);
  }

 private:
  context context_;
};

/// The fail-fast group as a subject.
template <class Executor>
class fail_fast_adapter : public holds_result {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.context = can.cause = can.deadline = can.limit = can.child_submit = can.nesting = can.error_trees =
        can.zero_value = can.callbacks = can.abnormal_exit = can.joins_when_destroyed = true;
    restrict_to_executor<Executor>(can);
    return can;
  }

  explicit fail_fast_adapter(const run::setup& how)
      : fail_fast_adapter(how, context::background().derive()) {}
  fail_fast_adapter(const run::setup& how, context parent) : threads_(how), parent_(std::move(parent)) {
    if (how.deadline_us)
      deadline_.emplace(parent_,
                        std::chrono::steady_clock::now() + std::chrono::microseconds(*how.deadline_us));
    const context& derive_from = deadline_ ? deadline_->get() : parent_;
    if (how.context)
      linked_.reset(new group(group::with_context(derive_from)));
    else
      linked_.reset(new group());
    if (how.limit) linked_->set_limit(static_cast<std::ptrdiff_t>(*how.limit));
  }

  void submit(run::task_call call) { linked_->go(task{own(), std::move(call)}); }
  bool try_submit(run::task_call call) { return linked_->try_go(task{own(), std::move(call)}); }
  void wait(run::result& out) {
    const error result = linked_->wait();
    read_result(result, out);
    const std::lock_guard lock(last_mutex_);
    last_ = result;
  }
  bool wait_for(std::uint32_t us, run::result& out) {
    const auto result = linked_->wait_until(in_us(us));
    if (result) read_result(*result, out);
    return result.has_value();
  }
  std::unique_ptr<run::registration> on_cancel(run::callback& called) {
    return std::make_unique<stop_registration>(own(), called);
  }
  bool set_limit(std::optional<std::uint32_t> limit) {
    try {
      linked_->set_limit(limit ? static_cast<std::ptrdiff_t>(*limit) : -1);
      return true;
    } catch (const std::logic_error&) {
      return false;
    }
  }
  run::observation context_now() { return observe(own()); }
  run::observation context_wait() {
    own().wait();
    return observe(own());
  }
  void cancel_parent() { parent_.cancel(error::of(run::failure(history::id_parent))); }
  bool parent_cancelled() { return parent_.done(); }

 private:
  using group = basic_fail_fast<Executor>;

  struct task {
    context seen;
    run::task_call call;
    error operator()() {
      context_view<Executor> view(seen);
      return call_for_error(call, view);
    }
  };

  [[nodiscard]] context own() const {
    return linked_->group_context() != nullptr ? *linked_->group_context() : parent_;
  }

  threads_of_a_case<Executor> threads_;  // destroyed last
  context parent_;
  std::optional<deadline_context> deadline_;
  std::unique_ptr<group> linked_;
  std::mutex last_mutex_;  // several threads may wait
};

/// A nested group as a subject. The outer task can read its last result.
template <class Adapter>
class nested_subject final : public run::subject, public holds_result {
 public:
  nested_subject(const run::setup& how, context parent) : inner_(how, std::move(parent)) {}
  void submit(run::task_call call) override { inner_.submit(std::move(call)); }
  bool try_submit(run::task_call call) override { return inner_.try_submit(std::move(call)); }
  void wait(run::result& out) override {
    inner_.wait(out);
    last_ = inner_.last_result();
  }
  bool wait_for(std::uint32_t us, run::result& out) override { return inner_.wait_for(us, out); }
  bool set_limit(std::optional<std::uint32_t> limit) override { return inner_.set_limit(limit); }
  std::unique_ptr<run::registration> on_cancel(run::callback& called) override {
    return inner_.on_cancel(called);
  }
  run::observation context_now() override { return inner_.context_now(); }
  run::observation context_wait() override { return inner_.context_wait(); }
  void cancel_parent() override {}
  bool parent_cancelled() override { return inner_.parent_cancelled(); }
  void drain() override {}

 private:
  Adapter inner_;
};

template <class Executor>
std::unique_ptr<run::subject> context_view<Executor>::nest(const run::setup& how) {
  return std::make_unique<nested_subject<fail_fast_adapter<Executor>>>(how, context_);
}

}  // namespace gauntlet::subjects
