#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "error.hpp"
#include "injection_point.hpp"

namespace gauntlet::subjects {

/// The error of a context that was cancelled without a cause, and that of a context that has expired.
[[nodiscard]] inline const error& canceled() {
  static const error instance("canceled");
  return instance;
}
[[nodiscard]] inline const error& deadline_exceeded() {
  static const error instance("deadline exceeded");
  return instance;
}

/// Tells tasks to stop, and why. A context is a handle: copies share one state. Contexts form a tree:
/// cancelling one also cancels all contexts derived from it, with the same cause, but never its parent.
///
/// Guarantees: the first cancellation is final. A thread that observes `done` also observes the cause. A
/// context derived while its parent is being cancelled is cancelled. Callbacks of the stop token run on the
/// cancelling thread, with no lock of the context held. Memory ordering: what precedes a cancellation
/// happens-before what follows an observation of it. Threading: any thread may call any member.
class context {
 public:
  /// Returns a context without a parent.
  [[nodiscard]] static context background() { return context(std::make_shared<state>()); }
  /// Returns a context that is cancelled, with the cause `canceled`, when the token's stop is requested.
  [[nodiscard]] static context from(const std::stop_token& token) {
    auto made = std::make_shared<state>();
    made->bridge.emplace(token, bridge_callback{made});
    return context(std::move(made));
  }
  /// Returns a new child of this context.
  [[nodiscard]] context derive() const {
    auto child = std::make_shared<state>();
    GAUNTLET_POINT(registered);
    adopt(state_, child);
    return context(std::move(child));
  }

  /// Cancels the context with this cause, or with `canceled` if it is empty. Has no effect if the context is
  /// already cancelled. Returns whether this call cancelled it.
  bool cancel(const error& cause = {}) const {
    return cancel(*state_, cause ? cause : canceled(), canceled());
  }
  /// Cancels the context with the cause `deadline_exceeded`. Returns whether this call cancelled it.
  bool expire() const { return cancel(*state_, deadline_exceeded(), deadline_exceeded()); }

  [[nodiscard]] bool done() const noexcept { return state_->done.load(std::memory_order_acquire); }

  /// Returns the cause of the cancellation. Empty while the context is not cancelled.
  [[nodiscard]] error cause() const { return done() ? state_->cause : error(); }
  /// Returns `canceled` or `deadline_exceeded`, whatever the cause. Empty while the context is not cancelled.
  [[nodiscard]] error err() const { return done() ? state_->kind : error(); }

  /// Blocks until the context is cancelled.
  void wait() const {
    std::unique_lock lock(state_->mutex);
    while (!done()) {
      GAUNTLET_POINT(predicate_tested);
      state_->changed.wait(lock);
      GAUNTLET_POINT(woken);
    }
  }
  /// Blocks until the context is cancelled or `when` is reached. Returns whether it is cancelled.
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& when) const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_until(lock, when, [this] { return done(); });
  }

  /// Returns a stop token whose stop is requested when the context is cancelled.
  [[nodiscard]] std::stop_token stop_token() const { return state_->source.get_token(); }

 private:
  struct state;
  struct bridge_callback {
    std::weak_ptr<state> target;
    void operator()() const {
      if (const auto held = target.lock()) cancel(*held, canceled(), canceled());
    }
  };

  struct state {
    ~state() {
      if (parent) parent->forget(this);
    }
    void forget(const state* child) {
      const std::lock_guard lock(mutex);
      std::erase_if(children, [child](const link& each) { return each.first == child; });
    }

    using link = std::pair<const state*, std::weak_ptr<state>>;
    std::mutex mutex;
    std::condition_variable changed;
    std::atomic<bool> done{false};
    error cause, kind;  // written once, before `done`
    std::stop_source source;
    std::vector<link> children;
    std::shared_ptr<state> parent;
    std::optional<std::stop_callback<bridge_callback>> bridge;
  };

  explicit context(std::shared_ptr<state> state) : state_(std::move(state)) {}

  /// Links the child to its parent, or cancels the child if the parent is already cancelled. Tests and links
  /// under the parent's lock, so that no cancellation can come between the two.
  static void adopt(const std::shared_ptr<state>& parent, const std::shared_ptr<state>& child) {
    {
      const std::lock_guard lock(parent->mutex);
      if (!parent->done.load(std::memory_order_relaxed)) {
        child->parent = parent;
        parent->children.emplace_back(child.get(), child);
        return;
      }
    }
    cancel(*child, parent->cause, parent->kind);
  }

  static bool cancel(state& target, const error& cause, const error& kind) {
    std::vector<std::shared_ptr<state>> children;
    {
      const std::lock_guard lock(target.mutex);
      if (target.done.load(std::memory_order_relaxed)) return false;
      target.cause = cause;
      target.kind = kind;
      GAUNTLET_POINT(cause_stored);
      target.done.store(true, std::memory_order_release);
      for (const auto& each : target.children)
        if (auto held = each.second.lock()) children.push_back(std::move(held));
      target.children.clear();
      target.changed.notify_all();
    }
    target.source.request_stop();
    for (const auto& child : children) cancel(*child, cause, kind);
    return true;
  }

  std::shared_ptr<state> state_;
};

/// A derived context with a deadline: a timer thread expires it at that time. The destructor cancels the
/// context and joins the timer thread.
class deadline_context {
 public:
  deadline_context(const context& parent, std::chrono::steady_clock::time_point when)
      : context_(parent.derive()), timer_([limited = context_, when] {
          if (!limited.wait_until(when)) limited.expire();
        }) {}
  ~deadline_context() { context_.cancel(); }
  deadline_context(const deadline_context&) = delete;
  deadline_context& operator=(const deadline_context&) = delete;

  [[nodiscard]] const context& get() const { return context_; }

 private:
  context context_;
  std::jthread timer_;
};

}  // namespace gauntlet::subjects
