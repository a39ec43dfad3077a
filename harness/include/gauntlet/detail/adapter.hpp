#pragma once

#include <concepts>
#include <memory>
#include <utility>

#include "gauntlet/detail/contract.hpp"

namespace gauntlet::run {

/// The shape of an adapter: a few lines between a subject and the harness. It is constructed for each case,
/// takes tasks, and tells what a wait returned. Everything else is optional and detected:
///
///   bool try_submit(task_call)        submits if that is possible at once
///   bool wait_for(std::uint32_t us, result&)           false where it gave up
///   bool set_limit(std::optional<std::uint32_t>)       none: unlimited; false where the subject refuses
///   std::unique_ptr<registration> on_cancel(callback&)  calls it when the context is cancelled
///   look context_now(), context_wait()  the group's own context
///   void cancel_parent(), bool parent_cancelled()
///   void drain()                      where wait may return before every task has ended
///
/// `static plan::capabilities promises()` states what can't be detected; see plan::capabilities.
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
  { a.context_now() } -> std::same_as<look>;
  { a.context_wait() } -> std::same_as<look>;
};
template <class A>
concept has_parent = requires(A a) {
  { a.cancel_parent() };
  { a.parent_cancelled() } -> std::same_as<bool>;
};
template <class A>
concept can_drain = requires(A a) { a.drain(); };

/// An adapter as a subject.
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
  look context_now() override {
    if constexpr (has_context<A>) return adapter_.context_now();
    return {};
  }
  look context_wait() override {
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

/// What the adapter promises, with what can be detected filled in.
template <task_group_adapter A>
[[nodiscard]] plan::capabilities capabilities_of() {
  plan::capabilities can = A::promises();
  can.try_submit = can_try_submit<A>;
  static_assert(
      can_set_limit<A> || !requires(A a) { a.set_limit(1u); },
      "set_limit takes a std::optional<std::uint32_t>, none for no limit, and gives a bool");
  can.set_limit = can_set_limit<A>;
  can.timed_wait = can_wait_for<A>;
  can.context = can.context && (has_context<A> || !can.starts_on_submit);
  can.parent = can.context && has_parent<A>;
  return can;
}

/// The subject of an adapter, ready to be registered.
template <task_group_adapter A>
[[nodiscard]] subject_info describe_subject(std::string name, subject_kind kind, std::string title) {
  return {{std::move(name), kind, std::move(title), capabilities_of<A>()},
          [](const setup& how) -> std::unique_ptr<subject> { return std::make_unique<adapted<A>>(how); }};
}

}  // namespace gauntlet::run
