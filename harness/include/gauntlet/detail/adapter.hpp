#pragma once

#include <concepts>
#include <memory>
#include <utility>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet::run {

/// The members that every adapter has. An adapter is a small class between a subject and the harness. Each
/// case constructs one, submits tasks through it, and reads from `result` what a wait returned. The optional
/// members below are detected; a subject without one of them gets no plan that needs it.
///
///   bool try_submit(task_call)        submits without blocking; returns false if the task is rejected
///   bool wait_for(std::uint32_t us, result&)
///                                     waits for at most `us` microseconds; returns false if it timed out
///   bool set_limit(std::optional<std::uint32_t>)
///                                     nullopt: unlimited; returns false if the subject refuses the limit
///   std::unique_ptr<registration> on_cancel(callback&)
///                                     registers a callback with the group's context
///   observation context_now()         returns the current state of the group's context
///   observation context_wait()        blocks until the group's context is cancelled
///   void cancel_parent()              cancels the parent context
///   bool parent_cancelled()           returns whether the parent context is cancelled
///   void drain()                      blocks until every task has ended; needed only if wait may return
///                                     earlier
///
/// `static plan::capabilities promises()` states what cannot be detected; see plan::capabilities.
/// Requires: a member that the subject does not have is absent from the adapter. Lifetime: the adapter exists
/// for one case; its destructor destroys the group. Threading: any thread may call `submit`, `try_submit` and
/// the context members if the promises allow it; see plan::capabilities. Errors: `submit` may throw; the task
/// then counts as not submitted.
template <class A>
concept task_group_adapter =
    std::constructible_from<A, const setup&> && requires(A a, task_call call, result out) {
      { a.submit(std::move(call)) };
      { a.wait(out) };
      { A::promises() } -> std::same_as<plan::capabilities>;
    };

template <class A>
concept can_try_submit = requires(A a, task_call call) {
  { a.try_submit(std::move(call)) } -> std::same_as<bool>;
};
template <class A>
concept can_set_limit = requires(A a) {
  { a.set_limit(std::optional<std::uint32_t>()) } -> std::same_as<bool>;
};
template <class A>
concept can_wait_for = requires(A a, result out) {
  { a.wait_for(1u, out) } -> std::same_as<bool>;
};
template <class A>
concept has_callbacks = requires(A a, callback c) {
  { a.on_cancel(c) } -> std::same_as<std::unique_ptr<registration>>;
};
template <class A>
concept has_context = requires(A a) {
  { a.context_now() } -> std::same_as<observation>;
  { a.context_wait() } -> std::same_as<observation>;
};
template <class A>
concept has_parent = requires(A a) {
  { a.cancel_parent() };
  { a.parent_cancelled() } -> std::same_as<bool>;
};
template <class A>
concept can_drain = requires(A a) { a.drain(); };

/// Implements `subject` with an adapter. A member that the adapter lacks does what `submit` or `wait` does,
/// or nothing; no plan for the subject uses it.
template <task_group_adapter A>
class adapted final : public subject {
 public:
  template <class... Arguments>
  explicit adapted(Arguments&&... arguments) : adapter_(std::forward<Arguments>(arguments)...) {}

  void submit(task_call call) override { adapter_.submit(std::move(call)); }
  bool try_submit(task_call call) override {
    if constexpr (can_try_submit<A>) return adapter_.try_submit(std::move(call));
    return adapter_.submit(std::move(call)), true;
  }
  void wait(result& out) override { adapter_.wait(out); }
  bool wait_for([[maybe_unused]] std::uint32_t us, result& out) override {
    if constexpr (can_wait_for<A>) return adapter_.wait_for(us, out);
    return adapter_.wait(out), true;
  }
  std::unique_ptr<registration> on_cancel([[maybe_unused]] callback& called) override {
    if constexpr (has_callbacks<A>) return adapter_.on_cancel(called);
    return nullptr;
  }
  bool set_limit([[maybe_unused]] std::optional<std::uint32_t> limit) override {
    if constexpr (can_set_limit<A>) return adapter_.set_limit(limit);
    return false;
  }
  observation context_now() override {
    if constexpr (has_context<A>) return adapter_.context_now();
    return {};
  }
  observation context_wait() override {
    if constexpr (has_context<A>) return adapter_.context_wait();
    return {};
  }
  void cancel_parent() override {
    if constexpr (has_parent<A>) adapter_.cancel_parent();
  }
  bool parent_cancelled() override {
    if constexpr (has_parent<A>) return adapter_.parent_cancelled();
    return false;
  }
  void drain() override {
    if constexpr (can_drain<A>) adapter_.drain();
  }
  [[nodiscard]] A& adapter() { return adapter_; }

 private:
  A adapter_;
};

/// Returns the adapter's promises, completed with the capabilities that its members show.
template <task_group_adapter A>
[[nodiscard]] plan::capabilities capabilities_of() {
  plan::capabilities can = A::promises();
  can.try_submit = can_try_submit<A>;
  static_assert(
      can_set_limit<A> || !requires(A a) { a.set_limit(1u); },
      "set_limit must take a std::optional<std::uint32_t> (nullopt: unlimited) and return a bool (false: "
      "refused)");
  can.set_limit = can_set_limit<A>;
  can.timed_wait = can_wait_for<A>;
  can.context = can.context && (has_context<A> || !can.starts_on_submit);
  can.parent = can.context && has_parent<A>;
  return can;
}

/// Returns the adapter's subject, ready to be registered. Guarantees: `make` constructs a new adapter.
template <task_group_adapter A>
[[nodiscard]] subject_info describe_subject(std::string name, subject_kind kind, std::string title) {
  return {{std::move(name), kind, std::move(title), capabilities_of<A>()},
          [](const setup& how) -> std::unique_ptr<subject> { return std::make_unique<adapted<A>>(how); }};
}

}  // namespace gauntlet::run
